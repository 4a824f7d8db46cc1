// What the answers come to: a sentence, a chart, a table with reasons, and at most three things to do next.
import { bandStrip, bars, radar, trend } from './charts.js'
import { button, make, shownDay } from './dom.js'
import { rowTables } from './rows.js'
import { workings } from './scoring.js'
import { trace } from './scoring-trace.js'

const MOST_ACTIONS = 3

export function renderResult(panel, { definition, links }, answers, result, history, plan) {
  const told = new Map(trace(definition, answers).map((entry) => [entry.id, entry]))
  const judged = (definition.bands ?? []).map((each) => ({ ...each, level: each.levels.find((level) => level.id === result[`band.${each.score}`]) }))
  const flags = (definition.flags ?? []).filter((flag) => result.flags.includes(flag.id))
  const picked = [...outcomes(definition, result), ...chosen(definition, answers)]
  const unsure = judged.length && !judged.some((each) => each.level)
  panel.replaceChildren(
    make('h2', { className: 'unseen', textContent: 'Your result' }),
    ...judged.flatMap((each) => verdict(each, told.get(each.score), result)),
    ...(unsure ? [make('p', { textContent: 'Answer a few more questions, and the result stands here.' })] : []),
    ...flags.map((flag) => make('p', { className: 'flag', textContent: flag.say })),
    ...picked.map((each) => make('p', {}, make('b', { textContent: each.label }), make('br'), each.say ?? '')),
    ...rowTables(definition, answers),
    ...focus(definition, result.focus ?? []),
    ...charts(definition, answers, result, told, history),
    ...numbers([...told.values()]),
    ...next(nextActions(judged, flags, picked, links), plan),
  )
}

// The line under each verdict that says what would move it up one band.
export function showWayUp(found) {
  for (const { score, words } of found) {
    const line = document.getElementById(`up-${score}`)
    if (line) Object.assign(line, { textContent: words, hidden: false })
  }
}

function verdict({ score, levels, level }, entry, result) {
  if (!level) return []
  const words = `${entry.text}: ${level.label}`
  return [
    make('h2', { textContent: entry.label }),
    make('p', {}, make('span', { className: `pill ${level.tone}`, textContent: words }), ` ${level.say}`),
    bandStrip(levels, result[score], `${entry.label}: ${words}`, entry.text.endsWith('%') ? 100 : 0),
    make('p', { className: 'because', textContent: `Why: ${entry.words}.` }),
    make('p', { className: 'because', id: `up-${score}`, hidden: true }),
  ]
}

function outcomes(definition, result) {
  return definition.scores.flatMap((score) => (score.outcomes ? (result[score.id] ?? []).map((id) => score.outcomes.find((each) => each.id === id)) : []))
}

// The options picked that have something to say.
function chosen(definition, answers) {
  return definition.ask.flatMap((asked) => (asked.options ?? []).filter((option) => option.say && [answers[asked.id]].flat().includes(option.id)))
}

function focus(definition, ids) {
  if (!ids.length) return []
  const list = make('ul', {}, ...ids.map((id) => make('li', { textContent: definition.ask.find((asked) => asked.id === id).label })))
  return [make('h3', { textContent: 'Work on these first' }), list]
}

function charts(definition, answers, result, told, history) {
  const views = new Set(definition.views ?? [])
  const made = []
  const grouped = definition.scores.find((score) => score.groups)
  const rows = Object.entries(grouped?.groups ?? {}).map(([id, label]) => ({ label, value: result[`${grouped.id}.${id}`], shown: told.get(`${grouped.id}.${id}`).text })).filter((row) => row.value !== null)
  const most = grouped?.show === 'percent' ? 100 : Math.max(1, ...rows.map((row) => row.value))
  if (views.has('radar') && rows.length >= 5 && rows.length <= 8) made.push(radar(rows, 'Your groups side by side', most))
  if (views.has('bars') && rows.length) made.push(bars(rows, 'Your groups side by side', most))
  if (views.has('ledger-bars')) made.push(...ledgerBars(definition, answers, told))
  const past = pastOf(definition.bands?.[0]?.score, history)
  if (views.has('trend') && past.length > 1) made.push(make('h3', { textContent: 'Since you began' }), trend(past, `From ${past[0].value} to ${past.at(-1).value}`))
  return made
}

// The rows of the first sum over a ledger, one bar each, named by what the reader called them.
function ledgerBars(definition, answers, told) {
  const sum = definition.scores.find((score) => score.rule === 'sum' && told.get(score.id).from.length > 1)
  if (!sum) return []
  const [ledger, column] = sum.of.split('.')
  const { rows, places } = workings(definition, answers)
  const name = definition.ask.find((asked) => asked.id === ledger).columns.find((each) => each.kind === 'text')?.id
  const drawn = told.get(sum.id).from.map(({ row, text }) => ({
    label: answers[ledger][row][name] ?? String(row + 1), value: rows.get(ledger)[places.get(ledger).indexOf(row)].get(column), shown: text,
  }))
  return [make('h3', { textContent: sum.label }), bars(drawn, `${sum.label}, row by row`)]
}

export function pastOf(score, history) {
  return history.filter((each) => each.scores[score]).map((each) => ({ label: shownDay(each.saved), value: each.scores[score].value }))
}

function numbers(entries) {
  if (!entries.length) return []
  const rows = entries.map(({ label, text, words }) => make('tr', {},
    make('th', { scope: 'row' }, label, make('small', { textContent: words })), make('td', { className: 'end', textContent: text })))
  const table = make('table', {}, make('caption', { className: 'unseen', textContent: 'Every number, and why' }), make('tbody', {}, ...rows))
  return [make('details', { className: 'numbers' }, make('summary', { textContent: 'Every number, and why' }), table)]
}

// Flags' advice and the worst band's first, the first link of each before any second one, each page once.
function nextActions(judged, flags, picked, links) {
  const rank = { red: 0, amber: 1, green: 2 }
  const levels = judged.map((each) => each.level).filter(Boolean).sort((a, b) => rank[a.tone] - rank[b.tone])
  const wanted = [...flags, ...levels, ...picked].flatMap((each) => (each.do ?? []).map((ref, place) => ({ ref, place })))
  wanted.sort((a, b) => a.place - b.place)
  return [...new Set(wanted.map((each) => each.ref))].filter((ref) => links[ref]).slice(0, MOST_ACTIONS).map((ref) => ({ ref, ...links[ref] }))
}

function next(actions, plan) {
  if (!actions.length) return []
  const items = actions.map((action) => {
    const add = button('Add to my plan', () => plan.add(action, add))
    if (plan.has(action)) Object.assign(add, { textContent: 'In my plan', disabled: true })
    else add.setAttribute('aria-label', `Add to my plan: ${action.title}`)
    return make('li', {}, make('a', { href: action.url, textContent: action.title }), add)
  })
  return [make('h3', { textContent: 'Next' }), make('ul', { className: 'next' }, ...items)]
}
