#include "search/shortlist.h"
#include "track/shelf.h"

enum { EVERY = 4 };

static const f32 LEAST_DOUBT = 0.8f; /* matches beyond it happen by chance */

static i32 votes_for(const Target *target, const Feature *some, i32 count) {
  static Match matches[MOST_MATCHES];
  i32 n = match(target, some, count, matches), votes = 0;
  while (votes < n && matches[votes].doubt < LEAST_DOUBT) votes++;
  return votes;
}

static i32 loaded(i32 *slots) {
  i32 n = 0;
  for (i32 slot = 0; slot < MAX_TARGETS; slot++)
    if (shelf_target(slot)) slots[n++] = slot;
  return n;
}

static void bring_forward(i32 *slots, i32 *votes, i32 from, i32 to) {
  i32 slot = slots[from], vote = votes[from];
  for (i32 i = from; i > to; i--) slots[i] = slots[i - 1], votes[i] = votes[i - 1];
  slots[to] = slot, votes[to] = vote;
}

i32 shortlist(const Feature *features, i32 count, i32 *slots) {
  static Feature some[MAX_FRAME_FEATURES / EVERY + 1];
  static u32 turn;
  i32 all[MAX_TARGETS], votes[MAX_TARGETS], n = loaded(all), few = 0;
  if (n > SHORTLIST) {
    for (i32 i = 0; i < count; i += EVERY) some[few++] = features[i];
    for (i32 i = 0; i < n; i++) {
      votes[i] = votes_for(shelf_target(all[i]), some, few);
      for (i32 k = 0; k < i; k++)
        if (votes[i] > votes[k]) {
          bring_forward(all, votes, i, k);
          break;
        }
    }
    i32 others = n - (SHORTLIST - 1);
    bring_forward(all, votes, SHORTLIST - 1 + (i32)(turn++ % (u32)others), SHORTLIST - 1);
    n = SHORTLIST;
  }
  for (i32 i = 0; i < n; i++) slots[i] = all[i];
  return n;
}
