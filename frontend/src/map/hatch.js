// One repeating pattern a status, drawn once and kept. It knows its period in canvas pixels, so that
// hatching runs on from tile to tile.

const PERIOD = 8; // CSS pixels

/** A pattern that draws `hatch` in `colour`, or null for a hatch without lines. */
export function hatchPattern(context, hatch, colour, ratio) {
  const paint = PAINTERS[hatch];
  if (!paint) return null;
  const size = Math.round(PERIOD * ratio);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const brush = canvas.getContext("2d");
  brush.scale(size / PERIOD, size / PERIOD);
  brush.strokeStyle = brush.fillStyle = colour;
  paint(brush);
  const pattern = context.createPattern(canvas, "repeat");
  pattern.period = size;
  return pattern;
}

const PAINTERS = {
  diagonal(brush) {
    brush.lineWidth = 1.5;
    stroke(brush, [-2, 2, 2, -2], [-1, 9, 9, -1], [6, 10, 10, 6]);
  },
  cross(brush) {
    brush.lineWidth = 1;
    stroke(brush, [-1, 9, 9, -1], [-1, -1, 9, 9]);
  },
  rows(brush) {
    brush.lineWidth = 1.5;
    stroke(brush, [-1, 2, 9, 2], [-1, 6, 9, 6]);
  },
  dots(brush) {
    dot(brush, 2, 2);
    dot(brush, 6, 6);
  },
};

function stroke(brush, ...lines) {
  brush.beginPath();
  for (const [x0, y0, x1, y1] of lines) {
    brush.moveTo(x0, y0);
    brush.lineTo(x1, y1);
  }
  brush.stroke();
}

function dot(brush, x, y) {
  brush.beginPath();
  brush.arc(x, y, 1.15, 0, 2 * Math.PI);
  brush.fill();
}
