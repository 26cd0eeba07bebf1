// A small outbound dialer: one campaign, dialed through one CPD Server or a pair in warm standby.
// Written from spec/cpd.md, spec/session.md and spec/record.md; it knows nothing of who drives it.
// It acts through `outside` (connect, reportLoss, request); its timers are those of `clock`.

export class Refused extends Error {}

const must = (possible, why) => { if (!possible) throw new Refused(why); };

export class Dialer {
  staleAfter = 2; // ticks from the hand-over of a record, REC-3
  restFor = 1; // ticks after a failed try, CPD-8
  link = "off"; // off, trying, resting, up
  server = 0; // the place in `servers` of the one that is tried or used
  started = false; // whether a person wants the session to run

  constructor(servers, size, outside, clock) {
    const record = (_, i) => ({ number: i + 1, is: "ready", attempt: 0 });
    Object.assign(this, { servers, outside, clock, records: Array.from({ length: size }, record) });
    clock.often(() => this.work());
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
  refused() { // no loss: CPD-13
    if (this.link !== "trying") return;
    this.link = "resting";
    this.clock.after(this.restFor, () => this.tryNext()); // CPD-8
  }

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

  work() { if (this.runs) for (const record of this.records) this.dial(record); }

  expire(record, attempt) { // REC-8, REC-9: whatever the connection does
    const waits = ["requested", "lost"].includes(record.is);
    if (waits && record.attempt === attempt) record.is = "stale";
  }

  dial(record) { // a claim, or a little later the hand-over: REC-1, REC-2, REC-6
    if (record.is === "ready") record.is = "claimed";
    else if (record.is === "claimed") {
      const attempt = record.attempt + 1;
      Object.assign(record, { is: "requested", attempt });
      this.clock.after(this.staleAfter, () => this.expire(record, attempt));
      this.outside.request(record.number);
    }
  }
}
