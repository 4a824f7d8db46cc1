// Charts as SVG of our own: whole coordinates, hatched so that bands can be told apart in grey, each beside a table.

const SPACE = 'http://www.w3.org/2000/svg'
const WIDTH = 400
const LETTER = 8 // the usual width of one, where they are largest

function draw(name, attributes, ...children) {
  const element = document.createElementNS(SPACE, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

function picture(height, title, ...children) {
  const words = draw('title', {}, title)
  const svg = draw('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', class: 'chart' }, words, hatches(), ...children)
  svg.setAttribute('aria-label', title)
  return svg
}

// Red is drawn in close lines, amber in wide ones, green is plain: grey print keeps the difference.
function hatches() {
  return draw('defs', {}, ...[['red', 4], ['amber', 8]].map(([tone, gap]) => draw(
    'pattern', { id: `hatch-${tone}`, width: gap, height: gap, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    draw('path', { d: `M0 0V${gap}`, class: `hatch ${tone}` }),
  )))
}

function text(x, y, words, anchor = 'start') {
  return draw('text', { x: Math.round(x), y, 'text-anchor': anchor }, words)
}

// The bands of a score side by side, and where this one stands.
export function bandStrip(levels, value, label, most) {
  const low = levels[0].from
  const top = Math.max(most ?? 0, value, 2 * levels.at(-1).from - (levels.at(-2)?.from ?? 0), low + 1)
  const at = (number) => Math.round(((Math.min(number, top) - low) / (top - low)) * WIDTH)
  const parts = levels.flatMap((level, index) => {
    const x = at(level.from)
    const width = (index + 1 < levels.length ? at(levels[index + 1].from) : WIDTH) - x
    const box = { x, y: 14, width, height: 18 }
    return [
      draw('rect', { ...box, class: `band ${level.tone}` }),
      draw('rect', { ...box, class: 'band-hatch', fill: level.tone === 'green' ? 'none' : `url(#hatch-${level.tone})` }),
      ...(width > LETTER * level.label.length ? [text(x + 2, 50, level.label)] : []),
    ]
  })
  const x = Math.max(6, Math.min(WIDTH - 6, at(value)))
  const mark = draw('g', { class: 'mark-here' }, draw('path', { d: `M${x} 8V38` }), draw('circle', { cx: x, cy: 7, r: 6 }))
  return picture(56, label, ...parts, mark)
}

// Bars for shares of a whole, or for rows of a ledger.
export function bars(rows, label, most) {
  const top = Math.max(1, most ?? 0, ...rows.map((row) => Math.abs(row.value)))
  return picture(rows.length * 44 + 4, label, ...rows.flatMap((row, index) => {
    const y = index * 44
    return [
      text(0, y + 15, row.label),
      text(WIDTH, y + 15, row.shown, 'end'),
      draw('rect', { x: 0, y: y + 22, width: WIDTH, height: 10, class: 'bar-ground' }),
      draw('rect', { x: 0, y: y + 22, width: Math.round((Math.abs(row.value) / top) * WIDTH), height: 10, class: 'bar-value' }),
    ]
  }))
}

// Five to eight axes, from the middle outwards.
export function radar(rows, label, most) {
  const point = (index, share) => {
    const angle = (2 * Math.PI * index) / rows.length - Math.PI / 2
    return [Math.round(200 + Math.cos(angle) * 90 * share), Math.round(120 + Math.sin(angle) * 90 * share)]
  }
  const shape = (shares) => `M${shares.map((share, index) => point(index, share).join(' ')).join('L')}Z`
  return picture(240, label,
    ...[0.25, 0.5, 0.75, 1].map((share) => draw('path', { d: shape(rows.map(() => share)), class: 'grid-line' })),
    ...rows.map((_, index) => draw('path', { d: `M200 120L${point(index, 1).join(' ')}`, class: 'grid-line' })),
    draw('path', { d: shape(rows.map((row) => Math.max(0, row.value) / most)), class: 'radar-value' }),
    ...rows.map((row, index) => {
      const [x, y] = point(index, 1.12)
      return text(x, y + 4, row.label, x > 205 ? 'start' : x < 195 ? 'end' : 'middle')
    }))
}

// The last results, oldest first.
export function trend(points, label) {
  const values = points.map((each) => each.value)
  const low = Math.min(0, ...values)
  const top = Math.max(low + 1, ...values)
  const at = (index, value) => [
    Math.round(points.length > 1 ? 10 + (index * (WIDTH - 20)) / (points.length - 1) : WIDTH / 2),
    Math.round(70 - ((value - low) / (top - low)) * 56),
  ]
  const spots = points.map((each, index) => at(index, each.value))
  return picture(96, label,
    draw('path', { d: `M${spots.map((spot) => spot.join(' ')).join('L')}`, class: 'trend-line' }),
    ...spots.map(([cx, cy]) => draw('circle', { cx, cy, r: 4, class: 'trend-dot' })),
    text(0, 92, points[0].label), ...(points.length > 1 ? [text(WIDTH, 92, points.at(-1).label, 'end')] : []))
}
