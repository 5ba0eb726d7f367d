/* Events played through on the map: fetched once, drawn on a canvas over it, one frame after the
   other. The timeline on the page around says which days; the circles are grouped as the server
   groups them (clusters.py), by all events of a place, so that they stay where they are. */
"use strict";
(function (Dateline) {
  const NEAR = 44, SPLIT = 13, TILE = 256; // as in clusters.py
  let canvas, label, told, moments, asked = "", groups, drawnAt, font, days = null, frames = 0;

  const scale = (zoom) => TILE * 2 ** zoom;
  const x = (lon) => (lon + 180) / 360;
  function y(lat) {
    const sine = Math.sin(Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI / 180);
    return 0.5 - Math.atanh(sine) / (2 * Math.PI);
  }

  /* Number the groups of sites, the fullest site of each first: a grid, then near leaders. */
  function group(zoom) {
    const { lat, lon } = moments, near = zoom < SPLIT ? NEAR : 1, wide = scale(zoom);
    const totals = moments.totals();
    const order = Uint32Array.from(totals.keys()).sort((a, b) => totals[b] - totals[a] || a - b);
    const found = new Uint32Array(order.length), leaders = [], taken = new Map(), cells = new Map();
    for (const site of order) {
      const px = x(lon[site]) * wide, py = y(lat[site]) * wide;
      const i = Math.floor(px / near), j = Math.floor(py / near), cell = i * 2 ** 26 + j;
      let mine = cells.get(cell);
      for (let a = i - 1; mine === undefined && a <= i + 1; a++) {
        for (let b = j - 1; mine === undefined && b <= j + 1; b++) {
          const other = taken.get(a * 2 ** 26 + b);
          if (other !== undefined && Math.hypot(leaders[other].px - px, leaders[other].py - py)
            < near) mine = other;
        }
      }
      if (mine === undefined) {
        mine = leaders.length;
        leaders.push({ px, py, x: px / wide, y: py / wide });
        taken.set(cell, mine);
      }
      cells.set(cell, mine);
      found[site] = mine;
    }
    moments.regroup(found, leaders.length);
    groups = leaders;
    drawnAt = zoom;
  }

  function fit() {
    const map = Dateline.map(), size = map.getSize(), sharp = window.devicePixelRatio || 1;
    canvas.style.width = size.x + "px";
    canvas.style.height = size.y + "px";
    if (canvas.width !== size.x * sharp) canvas.width = size.x * sharp;
    if (canvas.height !== size.y * sharp) canvas.height = size.y * sharp;
    return sharp;
  }

  function redraw() {
    if (!moments || !canvas || canvas.hidden || !days) return;
    const map = Dateline.map(), zoom = map.getZoom(), sharp = fit();
    if (drawnAt !== Math.round(zoom)) group(Math.round(zoom));
    moments.move(days[0], days[1]);
    const pen = canvas.getContext("2d"), bounds = map.getPixelBounds(), wide = scale(zoom);
    const middle = (bounds.min.x + bounds.max.x) / 2, counts = moments.counts();
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.textAlign = "center";
    pen.font = font;
    pen.textBaseline = "middle";
    for (let g = groups.length - 1; g >= 0; g--) {
      let px = groups[g].x * wide; // on the copy of the world that is in view
      px -= Math.round((px - middle) / wide) * wide + bounds.min.x;
      const py = groups[g].y * wide - bounds.min.y;
      if (px < -NEAR || py < -NEAR || px > canvas.width + NEAR || py > canvas.height + NEAR) continue;
      circle(pen, px, py, counts, g * moments.kinds);
    }
    frames++;
  }

  /* As markers.js has it: as large as the events are many, coloured by what most of them are. */
  function circle(pen, px, py, counts, at) {
    let count = 0, most = 0;
    for (let k = 0; k < moments.kinds; k++) {
      count += counts[at + k];
      if (counts[at + k] > counts[at + most]) most = k;
    }
    if (!count) return;
    const colour = moments.colours[most], radius = (17 + 14 * Math.log10(count)) / 2;
    pen.beginPath();
    pen.arc(px, py, radius - 1, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
    pen.lineWidth = 2;
    pen.strokeStyle = "rgb(255 255 255 / 90%)";
    pen.stroke();
    if (count === 1) return;
    pen.fillStyle = Dateline.bright(colour) ? "#1c2733" : "#fff";
    pen.fillText(Dateline.short(count), px, py + 0.5);
  }

  function furniture() {
    if (canvas) return;
    const box = Dateline.map().getContainer();
    font = `700 12px ${getComputedStyle(box).fontFamily}`;
    canvas = Dateline.element("canvas", "playback");
    label = Dateline.element("div", "playback-days");
    label.append(told = Dateline.element("bdi", ""));
    canvas.setAttribute("aria-hidden", "true");
    label.setAttribute("aria-hidden", "true"); // the timeline's own handles say it
    canvas.hidden = label.hidden = true;
    box.append(canvas, label);
    Dateline.map().on("move resize zoomend", redraw);
    Dateline.map().on("zoomanim", () => { canvas.getContext("2d").clearRect(0, 0, 1e5, 1e5); });
  }

  /* Fetch the events of { filter, version, by }, whatever their days; resolves to their number. */
  async function open(what) {
    const query = new URLSearchParams(what).toString();
    if (asked !== query) {
      const answer = await fetch("../../api/moments?" + query);
      if (!answer.ok) throw new Error("moments: " + answer.status);
      const body = await answer.arrayBuffer();
      moments = Dateline.moments(body);
      asked = query;
      drawnAt = undefined;
    }
    furniture();
    return moments.site.length;
  }

  /* Draw the events of these days (since 1970, both included, null is open), and the days' text. */
  function show(since, until, text) {
    if (!moments) return;
    days = [since, until];
    if (canvas.hidden) {
      canvas.hidden = label.hidden = false;
      Dateline.hush(true);
      document.documentElement.dataset.playing = true; // the legend's numbers are not of these days
    }
    told.textContent = text;
    redraw();
  }

  function close() {
    if (!canvas || canvas.hidden) return;
    canvas.hidden = label.hidden = true;
    days = null;
    Dateline.hush(false);
    delete document.documentElement.dataset.playing;
  }

  Dateline.playback = { open, show, close, frames: () => frames,
    inside: () => (moments ? moments.inside() : 0) };
})(window.Dateline);
