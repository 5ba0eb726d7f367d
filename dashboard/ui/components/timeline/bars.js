/* Stacked bars on a canvas: what is known to the bar in full colour, dates known only roughly
   hatched on top of it. What lies outside the chosen days is pale. No colour of the theme is
   drawn, so that a dark page needs no other picture. */
const PALE = 0.3, ROUGH = 0.5, GAP = 1, TOP = 14; // px above the highest bar, for its number
const hatches = new Map();

function hatch(pen, colour) {
  if (!hatches.has(colour)) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const ink = tile.getContext("2d");
    ink.fillStyle = ink.strokeStyle = colour;
    ink.globalAlpha = ROUGH;
    ink.fillRect(0, 0, 6, 6);
    ink.globalAlpha = 1;
    ink.lineWidth = 1.6;
    [[-1, 1, 1, -1], [0, 6, 6, 0], [5, 7, 7, 5]].forEach(([x1, y1, x2, y2]) => {
      ink.beginPath();
      ink.moveTo(x1, y1);
      ink.lineTo(x2, y2);
      ink.stroke();
    });
    hatches.set(colour, tile);
  }
  return pen.createPattern(hatches.get(colour), "repeat");
}

/* The next round number: 1 to 6, 8, 10, 20 ... */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 3, 4, 5, 6, 8, 10].find((n) => n * power >= value) * power;
}

function heights(data) {
  return data.edges.slice(1).map((_, i) =>
    data.kinds.reduce((sum, kind) => sum + kind.counts[i] + (kind.vague[i] || 0), 0));
}

/* Both pictures of the bars, drawn once; choosing and playing days only copies parts of them. */
function barPictures(data, scale, height) {
  const most = roundUp(Math.max(1, ...heights(data)));
  const tall = (n) => (n / most) * (height - TOP);
  const [full, pale] = [1, PALE].map((alpha) => {
    const picture = sheet(document.createElement("canvas"), scale.width, height);
    const pen = picture.getContext("2d");
    pen.globalAlpha = alpha;
    stacks(pen, data, scale, height, tall);
    return picture;
  });
  return { full, pale, most };
}

function sheet(canvas, width, height) {
  const sharp = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  canvas.style.width = width + "px";
  canvas.style.height = height + "px";
  canvas.getContext("2d").scale(sharp, sharp);
  return canvas;
}

function drawBars(canvas, { full, pale }, scale, height, [since, until]) {
  const pen = canvas.getContext("2d"), { width } = scale;
  const from = since === null ? 0 : Math.max(0, scale.x(since));
  const to = until === null ? width : Math.min(width, scale.x(until + 1));
  pen.clearRect(0, 0, width, height);
  pen.drawImage(pale, 0, 0, width, height);
  if (to <= from) return;
  pen.save();
  pen.beginPath();
  pen.rect(from, 0, to - from, height);
  pen.clip();
  pen.clearRect(from, 0, to - from, height);
  pen.drawImage(full, 0, 0, width, height);
  pen.restore();
}

function stacks(pen, data, scale, height, tall) {
  for (let i = 0; i + 1 < data.edges.length; i++) {
    const left = scale.x(data.edges[i]), wide = scale.x(data.edges[i + 1]) - left;
    const gap = wide > 3 ? GAP : 0;
    let y = height;
    const draw = (n, fill) => {
      if (!n) return;
      const high = Math.max(1, tall(n));
      pen.fillStyle = fill;
      pen.fillRect(left + gap / 2, y - high, Math.max(1, wide - gap), high);
      y -= high;
    };
    data.kinds.forEach((kind) => draw(kind.counts[i], kind.colour));
    data.kinds.forEach((kind) => kind.vague[i] && draw(kind.vague[i], hatch(pen, kind.colour)));
  }
}

/* What a bar holds, as lines of text: its days, all its events, the kinds with most of them. */
function barWords(data, i, format, words) {
  const named = data.kinds.map((kind) => ({ ...kind, n: kind.counts[i] + (kind.vague[i] || 0) }))
    .filter((kind) => kind.n > 0).sort((a, b) => b.n - a.n);
  const all = named.reduce((sum, kind) => sum + kind.n, 0);
  const rough = data.kinds.reduce((sum, kind) => sum + (kind.vague[i] || 0), 0);
  const say = (text, n) => text.replace("{n}", format.number.format(n));
  return {
    days: format.range(data.edges[i], data.edges[i + 1] - 1),
    all: say(words.total, all),
    rough: rough >= 0.05 ? say(words.rough, rough) : "",
    kinds: named.slice(0, 5).map((kind) => [kind.colour, kind.label, format.number.format(kind.n)]),
  };
}
