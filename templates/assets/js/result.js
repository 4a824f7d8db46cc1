// What the answers come to: a sentence, a chart, a table, and at most three things to do next.
import { bandStrip, bars, radar, trend } from './charts.js'
import { button, make } from './dom.js'
import { scoreRows, shown } from './words.js'

const MOST_ACTIONS = 3

export function renderResult(panel, { definition, links }, answers, result, history, press) {
  const parts = []
  const judged = (definition.bands ?? []).map((each) => ({ ...each, level: each.levels.find((level) => level.id === result[`band.${each.score}`]) }))
  for (const each of judged) parts.push(...verdict(definition, each, result))
  if (judged.length && !judged.some((each) => each.level)) parts.push(make('p', { textContent: 'Answer a few more questions, and the result stands here.' }))
  const flags = (definition.flags ?? []).filter((flag) => result.flags.includes(flag.id))
  for (const flag of flags) parts.push(make('p', { className: 'flag', textContent: flag.say }))
  const picked = [...outcomes(definition, result), ...chosen(definition, answers)]
  for (const each of picked) parts.push(make('p', {}, make('b', { textContent: each.label }), make('br'), each.say ?? ''))
  if (result.focus?.length) parts.push(focus(definition, result.focus))
  parts.push(...charts(definition, result, history), table(definition, result))
  parts.push(...next(nextActions(judged, flags, picked, links), press))
  panel.replaceChildren(...parts)
}

function verdict(definition, { score, levels, level }, result) {
  if (!level) return []
  const row = scoreRows(definition).find((each) => each.key === score)
  const number = shown(result[score], row.score, definition)
  const words = `${number}: ${level.label}`
  return [
    make('h2', { textContent: row.label }),
    make('p', {}, make('span', { className: `pill ${level.tone}`, textContent: words }), ` ${level.say}`),
    bandStrip(levels, result[score], `${row.label}: ${words}`, row.score.show === 'percent' ? 100 : 0),
  ]
}

function outcomes(definition, result) {
  return definition.scores.flatMap((score) => (score.outcomes && Array.isArray(result[score.id]) ? result[score.id].map((id) => score.outcomes.find((each) => each.id === id)) : []))
}

// The options picked that have something to say.
function chosen(definition, answers) {
  return definition.ask.flatMap((asked) => (asked.options ?? []).filter((option) => option.say && [answers[asked.id]].flat().includes(option.id)))
}

function focus(definition, ids) {
  const list = make('ul', {}, ...ids.map((id) => make('li', { textContent: definition.ask.find((asked) => asked.id === id).label })))
  return make('div', { className: 'focus' }, make('h3', { textContent: 'Work on these first' }), list)
}

function charts(definition, result, history) {
  const made = []
  const views = new Set(definition.views ?? [])
  const grouped = scoreRows(definition).filter((row) => row.score.groups && result[row.key] !== null)
  const most = grouped[0]?.score.show === 'percent' ? 100 : Math.max(1, ...grouped.map((row) => result[row.key]))
  const rows = grouped.map((row) => ({ label: row.label, value: result[row.key], shown: shown(result[row.key], row.score, definition) }))
  if (views.has('radar') && rows.length >= 5 && rows.length <= 8) made.push(radar(rows, 'Your groups side by side', most))
  if (views.has('bars') && rows.length) made.push(bars(rows, 'Your groups side by side', most))
  const score = definition.bands?.[0]?.score
  const past = history.filter((each) => each.scores[score]).map((each) => ({ label: each.saved, value: each.scores[score].value }))
  if (views.has('trend') && past.length > 1) made.push(make('h3', { textContent: 'Since you began' }), trend(past, `From ${past[0].value} to ${past.at(-1).value}`))
  return made
}

function table(definition, result) {
  const rows = scoreRows(definition).map(({ key, label, score }) => {
    const cells = [make('th', { scope: 'row', textContent: label }), make('td', { className: 'end', textContent: shown(result[key], score, definition) })]
    return make('tr', {}, ...cells)
  })
  const all = make('table', {}, make('caption', { className: 'unseen', textContent: 'Every number' }), make('tbody', {}, ...rows))
  const open = rows.length <= 6
  return rows.length ? make('details', { open, className: 'numbers' }, make('summary', { textContent: 'Every number' }), all) : ''
}

// Flags' advice and the worst band's first, the first link of each before any second one, each page once.
function nextActions(judged, flags, picked, links) {
  const rank = { red: 0, amber: 1, green: 2 }
  const levels = judged.map((each) => each.level).filter(Boolean).sort((a, b) => rank[a.tone] - rank[b.tone])
  const wanted = [...flags, ...levels, ...picked].flatMap((each) => (each.do ?? []).map((ref, place) => ({ ref, place })))
  wanted.sort((a, b) => a.place - b.place)
  return [...new Set(wanted.map((each) => each.ref))].filter((ref) => links[ref]).slice(0, MOST_ACTIONS).map((ref) => ({ ref, ...links[ref] }))
}

function next(actions, press) {
  if (!actions.length) return []
  const items = actions.map((action) => {
    const add = button('Add to my plan', () => press(action, add))
    add.setAttribute('aria-label', `Add to my plan: ${action.title}`)
    return make('li', {}, make('a', { href: action.url, textContent: action.title }), add)
  })
  return [make('h3', { textContent: 'Next' }), make('ul', { className: 'next' }, ...items)]
}
