#!/usr/bin/env node
// Replays a trace by the tables of its system, and ends with 1 at the first difference:
//   node replay.js SYSTEM.json TRACE.itf.json
const { isDeepStrictEqual: same, inspect } = require("node:util"), { readFileSync } = require("node:fs");
const end = (code, text) => { console.log(text); process.exit(code); };
if (process.argv.length !== 4) end(2, "usage: node replay.js SYSTEM.json TRACE.itf.json");
const [system, trace] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const grouped = (name) => system.group.includes(name), label = (name, member) => (grouped(name) ? `${name}_${member}` : name);
const size = trace.vars.filter((name) => name.replace(/_\d+$/, "") === system.group[0]).length;
const members = Array.from({ length: size }, (_, i) => i + 1);
const all = {}; // every machine by its name in the trace: its tables, its wiring, and where it is: `at`
for (const [name, machine] of Object.entries(system.machines)) for (const member of grouped(name) ? members : [0])
  all[label(name, member)] = { ...system.classes[machine.class], ...machine, member, at: 0 };

const sees = ({ locals, at }, states) => locals[at].states.some((state) => states.includes(state));
const holds = (one, read) => one.reads[read].some(({ machine, states }) => sees(all[label(machine, one.member)], states));
const rowOf = (one, event) => one?.rows.find((row) => row.from === one.at && row.event === event
  && Object.entries(row.reads).every(([read, value]) => holds(one, read) === value));
function step(first, event) {
  const queue = [[first, event]];
  for (const [hearer, heard] of queue) { // what is pushed meanwhile comes after all that waits
    const row = rowOf(hearer, heard);
    if (row) hearer.at = row.to;
    for (const output of row?.outputs ?? []) for (const to of hearer.routes[output])
      for (const member of to.all ? members : [hearer.member]) queue.push([all[label(to.machine, member)], to.event]);
  }
}

const plain = (v) => (v?.["#bigint"] ? Number(v["#bigint"]) : v?.["#set"] ?? v);
const told = (record) => Object.fromEntries(Object.entries(record).map(([key, v]) => [key, key === "state" ? [plain(v)].flat() : plain(v)]));
const stated = ({ locals, at }) => ({ state: locals[at].states, ...locals[at].data });
trace.states.forEach(({ "#meta": _, "mbt::actionTaken": action, "mbt::nondetPicks": { member }, ...said }, index) => {
  const [name, event] = action.split("."), number = member.value["#bigint"], one = all[label(name, number)], before = structuredClone(all);
  console.log(`${index}  ${action} ${number ?? ""}`);
  if (index ? !system.spontaneous.includes(action) || !rowOf(one, event) : action !== "init") end(1, "   this is not possible here");
  if (index) step(one, event);
  for (const name of Object.keys({ ...all, ...said })) {
    const [now, then] = [all[name] && stated(all[name]), said[name] && told(said[name])];
    if (!same(now, then)) end(1, `   ${name} is ${inspect(now)}, but the trace says ${inspect(then)}`);
    if (all[name].at !== before[name].at) console.log(`   ${name}: ${inspect(now)}`);
  }
});
end(0, `${trace.states.length - 1} steps, each as the trace says`);
