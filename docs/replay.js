#!/usr/bin/env node
// Replays a trace by the tables of its system; ends with 1 at the first difference, else with 0,
// and with 2 when the files are not what they should be:
//   node replay.js SYSTEM.json TRACE.itf.json
const fs = require("node:fs"), end = (code, text) => { console.log(text); process.exit(code); };
process.on("uncaughtException", (error) => end(2, `cannot replay this: ${error.message}`));
if (process.argv.length !== 4) end(2, "usage: node replay.js SYSTEM.json TRACE.itf.json");
const plain = (key, v) => v?.["#bigint"] ?? v?.["#set"] ?? v?.["#tup"] ?? v;
const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"), plain);
const [system, trace] = process.argv.slice(2).map(read);

// Every machine by its name in the trace: its table, its wiring, its member, and where it is: `at`.
const all = {}, label = (name, member) => system.group.includes(name) ? `${name}_${member}` : name;
const members = trace.vars.flatMap((name) => name.match(`^${system.group[0]}_(\\d+)$`)?.[1] ?? []);
for (const [name, machine] of Object.entries(system.machines))
  for (const member of system.group.includes(name) ? members : [""])
    all[label(name, member)] = { ...system.classes[machine.class], ...machine, member, at: 0 };

// The law of a step.
const sees = ({ locals, at }, states) => locals[at].states.some((state) => states.includes(state));
const holds = (one, read) =>
  one.reads[read].some((look) => sees(all[label(look.machine, one.member)], look.states));
const rowOf = (one, event) => one?.rows.find((row) => row.from === one.at && row.event === event
  && Object.entries(row.reads).every(([read, value]) => holds(one, read) === value));
function step(first, event, queue = [[first, event]]) {
  for (const [hearer, heard] of queue) { // what is pushed meanwhile comes after all that waits
    const { to: at = hearer.at, outputs = [] } = rowOf(hearer, heard) ?? {};
    hearer.at = at;
    for (const output of outputs) for (const to of hearer.routes[output])
      for (const member of to.all ? members : [hearer.member])
        queue.push([all[label(to.machine, member)], to.event]);
  }
}

// The trace, state by state; a state and its data are compared as words.
const words = (one) => one && Object.entries(one).map((pair) => pair.join(" ")).sort().join(", ");
const path = trace.states.map((state, i) => {
  const { "#meta": _, "mbt::actionTaken": action, "mbt::nondetPicks": by, ...told } = state;
  const [name, event] = action.split("."), one = all[label(name, by.member.value)];
  console.log(`${i}  ${action} ${by.member.value}`);
  const possible = i ? system.spontaneous.includes(action) && rowOf(one, event) : action === "init";
  if (!possible) end(1, "   this is not possible here");
  if (i) step(one, event);
  for (const name of Object.keys({ ...all, ...told })) {
    const { locals, at, was = 0 } = all[name] ?? {}, then = words(told[name]);
    const now = words(locals && { state: locals[at].states, ...locals[at].data });
    if (now !== then) end(1, `   ${name} is ${now}, but the trace says ${then}`);
    if (at !== was) console.log(`   ${name}: ${now}`);
    all[name].was = at;
  }
  return Object.values(all).map(({ at }) => at).join();
});
if ("loop" in trace && path[trace.loop] !== path.at(-1))
  end(1, "the last state is not the one that it repeats from");
end(0, `${path.length - 1} steps, each as the trace says`);
