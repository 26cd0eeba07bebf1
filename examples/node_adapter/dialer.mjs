// A small outbound dialer: one campaign, dialed through one CPD Server or a pair in warm standby.
// Written from spec/cpd.md, spec/session.md and spec/record.md; it knows nothing of who drives it.
// What it does to others goes through `outside`: connect(server), reportLoss(), request(number).

export class Refused extends Error {}

const must = (possible, why) => { if (!possible) throw new Refused(why); };

export class Dialer {
  staleAfter = 2; // ticks from the hand-over of a record, REC-3
  now = 0;
  link = "off"; // off, trying, resting, up
  server = 0; // the place in `servers` of the one that is tried or used
  started = false; // whether a person wants the session to run

  constructor(servers, size, outside) {
    const record = (_, i) => ({ number: i + 1, is: "ready", attempt: 0 });
    Object.assign(this, { servers, outside, records: Array.from({ length: size }, record) });
  }

  get runs() { return this.started && this.link === "up"; } // SES-1: else paused, or stopped

  start() {
    must(this.link === "off", "it has been started");
    this.try(0); // CPD-5
  }

  try(server) {
    Object.assign(this, { server, link: "trying" });
    this.outside.connect(this.servers[server]);
  }

  tryNext() { this.try((this.server + 1) % this.servers.length); } // CPD-6 to CPD-9
  accepted() { if (this.link === "trying") this.link = "up"; } // SES-4, SES-5
  refused() { if (this.link === "trying") this.link = "resting"; } // CPD-8, and no loss: CPD-13

  lost() {
    if (this.link !== "up") return;
    for (const record of this.records) if (record.is === "requested") record.is = "lost"; // REC-5
    this.outside.reportLoss(); // CPD-11, CPD-12
    this.tryNext();
  }

  want(started) {
    must(this.started !== started, "the session is as the person wants it");
    this.started = started;
  }

  result(record, attempt) { // REC-4, REC-11, REC-14
    if (record.is === "requested" && attempt === record.attempt) record.is = "completed";
  }

  reset(record) { if (["lost", "stale"].includes(record.is)) record.is = "ready"; } // REC-13

  tick() {
    Object.assign(this, { now: this.now + 1, due: true }); // a dialing pass, when all is told
    for (const record of this.records) this.expire(record);
    if (this.link === "resting") this.tryNext(); // CPD-8: the reconnect delay is over
  }
  work() { if (this.due && this.runs) this.records.forEach(this.dial, this); this.due = false; }

  expire(record) { // REC-8, REC-9: whatever the connection does
    const waits = ["requested", "lost"].includes(record.is);
    if (waits && this.now - record.handedOver >= this.staleAfter) record.is = "stale";
  }

  dial(record) { // a claim, or a tick later the hand-over: REC-1, REC-2, REC-6
    if (record.is === "ready") record.is = "claimed";
    else if (record.is === "claimed") {
      Object.assign(record, { is: "requested", attempt: record.attempt + 1, handedOver: this.now });
      this.outside.request(record.number);
    }
  }
}
