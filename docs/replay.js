#!/usr/bin/env node
// Replays a trace by the tables of its system; ends with 1 at the first difference, else with 0,
// and with 2 when the files are not what they should be:
//   node replay.js SYSTEM.json TRACE.itf.json
const { isDeepStrictEqual: same, inspect } = require("node:util"), { readFileSync } = require("node:fs");
const end = (code, text) => { console.log(text); process.exit(code); };
process.on("uncaughtException", (error) => end(2, `cannot replay this: ${error.message}`));
if (process.argv.length !== 4) end(2, "usage: node replay.js SYSTEM.json TRACE.itf.json");
const [system, trace] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const grouped = (name) => system.group.includes(name), label = (name, member) => (grouped(name) ? `${name}_${member}` : name);
const size = trace.vars.filter((name) => name.replace(/_\d+$/, "") === system.group[0]).length;
const members = Array.from({ length: size }, (_, i) => i + 1);
const all = {}; // every machine by its name in the trace: its tables, its wiring, and where it is: `at`
for (const [name, machine] of Object.entries(system.machines)) for (const member of grouped(name) ? members : [0])
  all[label(name, member)] = { ...system.classes[machine.class], ...machine, member, at: 0 };

const sees = ({ locals, at }, states) => locals[at].states.some((state) => states.includes(state));
const holds = (one, read) => one.reads[read].some((look) => sees(all[label(look.machine, one.member)], look.states));
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
const told = (record) => Object.entries(record).map(([key, v]) => [key, key === "state" ? [plain(v)].flat() : plain(v)]);
const vars = ({ "#meta": _, "mbt::actionTaken": action, "mbt::nondetPicks": picks, ...said }) => [said, action, picks.member.value["#bigint"]];
trace.states.map(vars).forEach(([said, action, number], index) => {
  const [name, event] = action.split("."), one = all[label(name, number)];
  console.log(`${index}  ${action} ${number ?? ""}`);
  if (index ? !system.spontaneous.includes(action) || !rowOf(one, event) : action !== "init") end(1, "   this is not possible here");
  for (const each of Object.values(all)) each.was = each.at;
  if (index) step(one, event);
  for (const name of new Set([...Object.keys(all), ...Object.keys(said)])) {
    const { locals, at, was } = all[name] ?? {}, then = name in said ? Object.fromEntries(told(said[name])) : undefined;
    const now = locals && { state: locals[at].states, ...locals[at].data };
    if (!same(now, then)) end(1, `   ${name} is ${inspect(now)}, but the trace says ${inspect(then)}`);
    if (at !== was) console.log(`   ${name}: ${[now.state.join(" + "), ...Object.entries(locals[at].data).map((pair) => pair.join(" "))].join(", ")}`);
  }
});
if ("loop" in trace && !same(vars(trace.states[trace.loop])[0], vars(trace.states.at(-1))[0])) end(1, "the last state is not the one that it repeats from");
end(0, `${trace.states.length - 1} steps, each as the trace says`);
