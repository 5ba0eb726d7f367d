/* The events to play through, as layers/moments.py writes them, and how many of them each group of
   places has within a window of days. The window is moved, never counted anew: what comes in is
   added, what goes out is taken off, so that a million events cost what a day of them costs. */
"use strict";
(function (Dateline) {
  function read(buffer) {
    const long = new Uint32Array(buffer, 0, 1)[0];
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, long)));
    let at = 4 + long;
    const take = (Kind, length) => {
      const values = new Kind(buffer, at, length);
      at += values.byteLength;
      return values;
    };
    const day = take(Int32Array, head.days), start = take(Uint32Array, head.days + 1);
    const lat = take(Float32Array, head.sites), lon = take(Float32Array, head.sites);
    const site = take(head.wide ? Uint32Array : Uint16Array, head.events);
    return {
      colours: head.kinds, day, start, lat, lon, site,
      longer: take(Uint16Array, head.events), kind: take(Uint8Array, head.events),
    };
  }

  /* The events again by their last day, as `day` and `start` have them by their first. */
  function byLast({ day, start, longer }) {
    const events = longer.length, low = day[0] || 0;
    let high = low;
    const last = new Int32Array(events);
    for (let d = 0; d < day.length; d++) {
      for (let i = start[d]; i < start[d + 1]; i++) {
        last[i] = day[d] + longer[i];
        if (last[i] > high) high = last[i];
      }
    }
    const upTo = new Uint32Array(high - low + 2);
    for (let i = 0; i < events; i++) upTo[last[i] - low + 1]++;
    for (let d = 1; d < upTo.length; d++) upTo[d] += upTo[d - 1];
    const next = upTo.slice(), order = new Uint32Array(events);
    for (let i = 0; i < events; i++) order[next[last[i] - low]++] = i;
    return { order, before: (wanted) => upTo[Math.max(0, Math.min(upTo.length - 1, wanted - low))] };
  }

  /* How many events begin before a day. */
  function beginning({ day, start }) {
    return (wanted) => {
      let low = 0, high = day.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (day[middle] < wanted) low = middle + 1; else high = middle;
      }
      return start[low] || 0;
    };
  }

  /* Events that touch a window of days, counted by group and kind. */
  Dateline.moments = function (buffer) {
    const events = read(buffer), kinds = Math.max(1, events.colours.length);
    const last = byLast(events), begun = beginning(events);
    const slot = new Uint32Array(events.site.length);
    let counts = new Int32Array(0), begins = 0, ends = 0;

    function add(from, to, order, by) {
      for (let i = from; i < to; i++) counts[slot[order ? order[i] : i]] += by;
    }

    /* Days since 1970, both included; null is open. */
    function move(since, until) {
      const begin = until === null ? slot.length : begun(until + 1);
      const end = since === null ? 0 : last.before(since);
      add(begins, begin, null, 1);
      add(begin, begins, null, -1);
      add(ends, end, last.order, -1);
      add(end, ends, last.order, 1);
      begins = begin;
      ends = end;
    }

    /* `group` says of each site in which group it is drawn. The window has to be moved again. */
    function regroup(group, groups) {
      for (let i = 0; i < slot.length; i++) slot[i] = group[events.site[i]] * kinds + events.kind[i];
      counts = new Int32Array(groups * kinds);
      begins = ends = 0;
    }

    /* How many events each site has at any time: the fullest lead the groups. */
    function totals() {
      const found = new Uint32Array(events.lat.length);
      events.site.forEach((site) => { found[site]++; });
      return found;
    }

    return { ...events, kinds, move, regroup, totals, counts: () => counts,
      inside: () => begins - ends };
  };
})(window.Dateline);
