#!/usr/bin/env node
// Lets the kit drive the dialer: protocol 1, JSON lines on standard input and output.
//   node adapter.mjs [--wrong NAME] [--clock real [--tick MILLISECONDS] [--tolerance TICKS]]
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { OPTIONS, clockOf } from "./clock.mjs";
import { Dialer, Refused } from "./dialer.mjs";
import { WRONG } from "./wrong.mjs";

const PROTOCOL = 1, PAIR = ["primary", "backup"], ONE = ["primary"];
const SYSTEMS = new Map(Object.entries({
  cpd_warm: PAIR, cpd_warm_addp: PAIR, cpd_single: ONE, cpd_single_addp: ONE, cpd_by_hand: ONE,
}));
const EVENTS = new Map(Object.entries({ // from the specification's words to the dialer's
  "link.start": (dialer) => dialer.start(),
  "link.accepted": (dialer) => dialer.accepted(),
  "link.refused": (dialer) => dialer.refused(),
  "link.dropped": (dialer) => dialer.lost(),
  "session.start": (dialer) => dialer.want(true),
  "session.stop": (dialer) => dialer.want(false),
  "record.result": (dialer, record) => dialer.result(record, record.attempt),
  "record.earlier_result": (dialer, record) => dialer.result(record, record.attempt - 1),
  "record.reset": (dialer, record) => dialer.reset(record),
}));
const say = (type, rest) => console.log(JSON.stringify({ type, ...rest }));
const tell = (event, member) => say("event", { event, member });
const done = (id, more) => { if (!more) clock.rest(); say("done", { id }); };
const outside = { // and back
  connect: (server) => tell(`${server}_wire.connect`),
  request: (number) => tell("call.request", number),
  reportLoss: () => ["management.loss", "statistics.loss"].forEach((event) => tell(event)),
};
const stop = (text) => { console.error(`node dialer: ${text}`); process.exit(2); };
process.on("uncaughtException", (error) => stop(error.message));

const { wrong, ...rest } = parseArgs({ options: { wrong: { type: "string" }, ...OPTIONS } }).values;
const clock = clockOf(rest);
const Kind = wrong === undefined ? Dialer : WRONG.get(wrong);
if (!Kind) stop(`can make the mistakes ${[...WRONG.keys()].join(", ")}, not ${wrong}`);
let dialer, renew;

const HEAR = new Map(Object.entries({
  hello({ protocol, system, members = 0 }) {
    const systems = [...SYSTEMS.keys()];
    if (protocol !== PROTOCOL) stop(`speaks protocol ${PROTOCOL}, not ${protocol}`);
    if (system && !SYSTEMS.has(system)) stop(`is for ${systems.join(", ")}, not for ${system}`);
    renew = () => { dialer = new Kind(SYSTEMS.get(system), members, outside, clock); };
    if (system) renew();
    const about = { name: "node dialer", version: "1.0.0", world: "kit", ...clock.about };
    say("hello", { protocol: PROTOCOL, systems, ...about });
  },
  reset: () => { clock.clear(); renew(); say("ready"); },
  do({ id, event, member, more }) {
    const record = dialer.records[member - 1];
    const known = EVENTS.has(event) && (record || !event.startsWith("record."));
    const fail = (kind, text) => say("error", { id, class: kind, certain: true, text });
    if (!known) return fail("unsupported", "there is no such event here, or no such member");
    try {
      EVENTS.get(event)(dialer, record);
      done(id, more);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fail("refused", error.message);
    }
  },
  advance({ id, ticks = 1, more }) { clock.pass(ticks, () => done(id, more)); },
  bye: () => process.exit(0),
}));
createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (!HEAR.has(message?.type)) stop(`does not understand ${line}`);
  if (!dialer && message.type !== "hello") stop(`wants a hello before ${line}`);
  HEAR.get(message.type)(message);
});
