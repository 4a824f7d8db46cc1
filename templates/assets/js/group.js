// A group at a glance, for advisers: several saved files on one page, read here and sent nowhere.
import { bars } from './charts.js'
import { button, make, openFile } from './dom.js'
import { distribution, weakest } from './groups.js'
import { readRecord } from './saved.js'
import { evaluate } from './scoring.js'

const { definitions } = JSON.parse(document.getElementById('definitions').textContent)
const place = document.querySelector('[data-group]')
const said = document.querySelector('[data-said]')
const files = new Map()

function take(opened) {
  const problems = []
  for (const [name, text] of opened) {
    const { record, problem } = readRecord(text)
    if (record && definitions[record.id]) files.set(`${record.id}/${name}`, record)
    else problems.push(`${name}: ${problem ?? `no sheet is called ${record.id}.`}`)
  }
  said.textContent = [`${files.size} ${files.size === 1 ? 'file' : 'files'} open.`, ...problems].join(' ')
  draw()
}

function draw() {
  const ids = [...new Set([...files.values()].map((record) => record.id))].sort()
  place.replaceChildren(...ids.map((id) => sheet(definitions[id], [...files.values()].filter((record) => record.id === id))))
}

function sheet(definition, records) {
  const results = records.map((record) => evaluate(definition, record.answers))
  const parts = [make('h2', { textContent: definition.title }), make('p', { textContent: `${records.length} filled in.` })]
  for (const { score, levels } of definition.bands ?? []) {
    const label = definition.scores.find((each) => each.id === score)?.label ?? score
    const rows = distribution(levels, results.map((result) => result[`band.${score}`]))
    const drawn = rows.map((row) => ({ label: row.label, value: row.count, shown: String(row.count) }))
    parts.push(make('h3', { textContent: label }), bars(drawn, `${label}: members by band`, records.length), table(['Band', 'Members'], rows.map((row) => [row.label, row.count])))
  }
  const weak = weakest(definition, records.map((record) => record.answers))
  if (weak.length) parts.push(make('h3', { textContent: 'Where the group is weakest' }), table(['Question', 'Average, out of 100', 'Answers'], weak.map((each) => [each.label, each.share, each.count])))
  return make('section', { className: 'two-charts' }, ...parts)
}

function table(heads, rows) {
  const head = make('thead', {}, make('tr', {}, ...heads.map((textContent) => make('th', { scope: 'col', textContent }))))
  const body = rows.map(([first, ...rest]) => make('tr', {}, make('th', { scope: 'row', textContent: first }), ...rest.map((each) => make('td', { className: 'end', textContent: String(each) }))))
  return make('div', { className: 'scroll' }, make('table', {}, head, make('tbody', {}, ...body)))
}

document.querySelector('[data-tools]').append(
  button('Open files', () => openFile(take, true), false),
  button('Print', () => print()),
  button('Close all', () => {
    files.clear()
    said.textContent = ''
    draw()
  }))
