// Dialers with one mistake each, which a kit must find.
import { Dialer } from "./dialer.mjs";

export const WRONG = new Map(Object.entries({
  retries_after_switchover: class extends Dialer { // against REC-7
    accepted() {
      super.accepted();
      for (const record of this.records) if (record.is === "lost") record.is = "ready";
    }
  },
  never_tries_the_backup: class extends Dialer { // against CPD-6 and CPD-8
    try() { super.try(0); }
  },
  marks_stale_too_late: class extends Dialer { // against REC-8, seen where a person resets
    staleAfter = 5;
  },
  rests_twice_as_long: class extends Dialer { // against CPD-8
    restFor = 2;
  },
  rests_too_short: class extends Dialer { // against CPD-8, seen with a real clock
    restFor = 0.2;
  },
  never_tries_again: class extends Dialer { // against CPD-10
    restFor = 1e5;
  },
}));
