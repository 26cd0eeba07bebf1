// Two clocks for the dialer and its adapter, in ticks: `after` calls once, `often` calls at least
// once a tick, `pass` lets time pass and then calls, `rest` says that all is told that happens now,
// `clear` forgets all that was set.
const text = { type: "string" };
export const OPTIONS = { clock: text, tick: text, tolerance: text };

export function clockOf({ clock = "virtual", tick = "100", tolerance = "0.5" }) {
  if (clock === "virtual") return new VirtualClock();
  if (clock !== "real") throw new Error(`--clock is virtual or real, not ${clock}`);
  return new RealClock(Number(tick), Number(tolerance));
}

export class VirtualClock { // stands still between the kit's requests to pass time
  now = 0;
  timers = [];
  chores = [];
  due = false; // whether the chores wait until all is told

  about = { clock: "virtual" };
  after(ticks, call) { this.timers.push({ at: this.now + ticks, call }); }
  often(call) { this.chores.push(call); }
  clear() { Object.assign(this, { now: 0, timers: [], chores: [], due: false }); }
  rest() { if (this.due) for (const chore of this.chores) chore(); this.due = false; }

  pass(ticks, call) {
    for (let i = 0; i < ticks; i += 1) {
      Object.assign(this, { now: this.now + 1, due: true });
      const due = this.timers.filter(({ at }) => at <= this.now);
      this.timers = this.timers.filter(({ at }) => at > this.now);
      for (const timer of due) timer.call();
    }
    call();
  }
}

export class RealClock { // passes by itself
  timers = [];

  constructor(tick, tolerance) {
    this.tick = tick; // milliseconds
    this.about = { clock: "real", tick_seconds: tick / 1000, tolerance_ticks: tolerance };
  }

  after(ticks, call) { this.timers.push(setTimeout(call, ticks * this.tick)); }
  often(call) { this.timers.push(setInterval(call, this.tick / 4)); }
  pass(ticks, call) { this.after(ticks, call); }
  rest() {} // all is told as it happens
  clear() { for (const timer of this.timers.splice(0)) clearTimeout(timer); }
}
