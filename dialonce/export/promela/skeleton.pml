/* $title
 *
 * Written from the tables of the machines. One step is atomic: an event, and then all messages
 * that it causes, first in, first out. So the states that Spin stores are the states at rest, and
 * its transitions are the steps that change something, each event for itself.
 *
 *     spin -a $file && cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -E -c0 -m10000000
 *
 * explores all states, and tells which invariants and step properties fail. In place of `spin -a`:
 *
 *     spin -a -DMEMBERS=3     for so many members of the group, where there is one
 *     spin -a -DWITNESSES     asserts beside these the contrary of what must be possible: each of
 *                             these assertions must fail
 *     spin -a -DENDS          asserts only that something can change in each state
 *     spin -a -DWITHIN=ANY    asserts responses in time: all, or the one with this name
 *     spin -a -DLEADS_TO=ANY  asks for responses that come in the end: all, or the one with this
 *                             name; compile it without -DSAFETY, and run ./pan -a -E -m10000000:
 *                             an acceptance cycle is a fair run without the response
 */

#ifndef MEMBERS
#define MEMBERS $members
#endif
#ifndef QUEUE
#define QUEUE 64    /* messages of one step */
#endif
#define NOBODY 255
#define ANY 0
#define SIZE $size
#define STARTS $starts
#if STARTS > $most
#error "There are more events than a byte can number: take fewer MEMBERS."
#endif

/* Where each machine's local state stands, now and before the step. */
$places

/* The local states. */
$locals

/* Sets of them. */
$sets

/* Who hears what. */
mtype = { $messages };

/* What is said. */
$says

/* The state. All but `here` is zero at rest. */
$local here[SIZE];
$local was[SIZE];    /* before the step */
$local found[SIZE];  /* after the step that was found last */
byte chosen;       /* its number, from 1 on; 0 if there is none yet */
byte more;         /* how many were tried, */
bool idle;         /* and whether the last one changes nothing */

/* Used within a step only. */
hidden short queue[QUEUE];  /* message + 256 * member of its hearer */
hidden byte head, tail, who, says, able, changed, owner, i, at, probing;
hidden mtype heard, event;
$hidden

#if defined(WITHIN) || defined(LEADS_TO)
#define ASKED
/* The answer that is waited for. Phases: 0 nothing is asked, 1 the answer is due, 2 it is due, and
 * there are no more faults, 3 it is settled. */
byte asked, viewer, phase, late, owed;
bool can, probed;
hidden byte trigger, response, limit;
$numbers
#endif

#if !defined(ASKED) && !defined(ENDS)
#define JUDGED
#endif

inline push(message, member)
{
    queue[tail] = message + 256 * (member); tail++
}

inline begin(number)    /* the event of a step */
{
    head = 0; tail = 0; owner = NOBODY;
    if
$begin
    fi;
    event = queue[0] & 255
}

inline try(number)    /* one step from its event to its end */
{
    begin(number);
    able = true;
$uncount
    do
    :: head < tail ->
        heard = queue[head] & 255; who = queue[head] >> 8; head++; says = 0;
        if
$react
        fi;
        if
$send
        :: else
        fi
    :: else -> break
    od;
    changed = false;
    for (i : 0 .. SIZE - 1) {
        changed = changed || here[i] != was[i]
    }
}

inline back()
{
    for (i : 0 .. SIZE - 1) { here[i] = was[i] }
}

inline judge_state()
{
$rest
#ifdef WITNESSES
$witnesses
#endif
    skip
}

#ifdef ASKED
inline look_at_what_is_asked()
{
    i = viewer;
    if
$asked
    :: else
    fi;
    if
    :: response && phase > 0 && phase < 3 -> late = 0; phase = (phase == 1 -> 0 : 3)
    :: trigger && !response && phase == 0 -> phase = 1
    :: else
    fi;
#ifdef WITHIN
    if
    :: phase == 1 && late >= limit ->
        late = 0; phase = 3;
        if
$late
        :: else
        fi
    :: else
    fi
#else
    skip
#endif
}
#endif

inline rest()
{
    for (i : 0 .. SIZE - 1) { was[i] = here[i] }
#ifdef ASKED
    look_at_what_is_asked();
#endif
#ifdef JUDGED
    judge_state();
#endif
    skip
}

inline look_further()    /* for the next step that is possible, and changes something where asked */
{
    changed = false; able = false;
    do
#ifdef ASKED
    :: phase == 3 -> more = STARTS + 1; break
    :: phase != 3 && more < STARTS ->
#else
    :: more < STARTS ->
#endif
        at = more;
#ifdef LEADS_TO
        probing = phase == 2 && !probed && owed < STARTS;
        at = (probing -> owed : more);
#endif
        try(at);
#ifdef LEADS_TO
        if
        :: probing -> can = able && changed; probed = true
        :: else
        fi;
        if
        :: phase == 2 && (probing || fault(at)) -> back(); changed = false
        :: else
        fi;
        more = more - probing;
#endif
#ifdef WITHIN
        changed = changed || (able && phase == 1 && tick(at));
#endif
        more++;
#ifdef ASKED
        if
        :: changed -> break
        :: else
        fi
#else
        if
        :: able -> break
        :: else
        fi
#endif
    :: else -> more = STARTS + 1; break
    od;
#ifdef ASKED
    skip
#else
    idle = able && !changed
#endif
}

inline happen()    /* the step that was found last */
{
    if
    :: chosen > 0 -> begin(chosen - 1); printf("%e %d\n", event, owner)
    :: else
    fi;
#ifdef WITHIN
    if
    :: phase == 1 && chosen > 0 && tick(chosen - 1) -> late++
    :: else
    fi;
#endif
#ifdef LEADS_TO
    if
    :: phase == 2 && owed < STARTS && (!can || chosen == owed + 1) -> owed++; skip_unfair()
    :: else
    fi;
    can = false; probed = false;
#endif
    for (i : 0 .. SIZE - 1) { here[i] = found[i]; was[i] = 0; found[i] = 0 }
    more = 0; chosen = 0; idle = false
}

inline skip_unfair()
{
    do
    :: owed < STARTS && !fair(owed) -> owed++
    :: else -> break
    od;
    skip
}

inline stay()
{
    for (i : 0 .. SIZE - 1) { found[i] = was[i] }
    chosen = 0
}

active proctype world()
{
#ifdef ASKED
    atomic {
        if
$choices
        :: else -> assert(false)    /* there is no such claim */
        fi;
        if
        :: MEMBERS == 0
        :: MEMBERS > 0 -> select (viewer : 0 .. MEMBERS - 1)
        fi
    }
#endif
again:
    do
    :: atomic {
        d_step { rest() };
#ifdef LEADS_TO
        if
        :: true
        :: phase == 1 -> phase = 2; d_step { skip_unfair() }
        fi;
#endif
        do
        :: d_step { look_further() };
#ifdef JUDGED
            d_step {
                if
                :: able ->
$steps
                    skip
                :: else
                fi
            };
#endif
            if
            :: idle -> skip
            :: !idle && more > STARTS && chosen == 0 ->
#ifdef ENDS
                assert(false);
#endif
#ifdef JUDGED
                d_step { something_can_always_happen = $ends; assert(something_can_always_happen) };
#endif
                d_step { stay(); happen() }; break
            :: !idle && chosen > 0 -> d_step { happen() }; break
            :: !idle && more <= STARTS ->
                d_step {
                    for (i : 0 .. SIZE - 1) { found[i] = here[i]; here[i] = was[i] }
                    chosen = more
                }
#ifdef LEADS_TO
            :: phase == 2 && more > STARTS && chosen > 0 -> d_step { stay(); happen() }; break
#endif
            fi
        od;
#ifdef LEADS_TO
        if
        :: phase == 2 && owed >= STARTS -> owed = 0; d_step { skip_unfair() }; break
        :: else
        fi
#else
        skip
#endif
    }
    od;
#ifdef LEADS_TO
accept_all_are_served:
    skip -> goto again
#endif
}
