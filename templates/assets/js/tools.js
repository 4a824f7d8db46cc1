// Under a self-assessment: print, save, open, compare, erase.
import { button, download, make, openFile, shownDay, today } from './dom.js'
import { asCsv, readRecord, record } from './saved.js'
import { evaluate } from './scoring.js'
import { trace } from './scoring-trace.js'

export function startTools(place, sheet) {
  const { definition } = sheet
  const said = make('p', { className: 'fresh', role: 'status' })
  const file = (ending) => `${definition.id}-${today()}.${ending}`
  const now = () => record(definition, sheet.answers(), evaluate(definition, sheet.answers()), sheet.saved()?.history ?? [], today())
  const opened = (use) => () => openFile(([[, text]]) => {
    const { record: found, problem, notes = [] } = readRecord(text, definition)
    said.textContent = problem ?? ''
    if (found) use(found, notes)
  })
  place.append(
    make('div', { className: 'buttons' },
      button('Print my answers', () => print(), false),
      button('Print a blank form', () => printBlank(sheet)),
      button('Save to a file', () => download(file('json'), JSON.stringify(now(), null, 1), 'application/json')),
      button('Open a file', opened((found, notes) => {
        sheet.load(found)
        said.textContent = [`Opened: saved on ${shownDay(found.saved)}.`, ...notes].join(' ')
      })),
      button('For a spreadsheet', () => download(file('csv'), asCsv(table(definition, sheet.answers())), 'text/csv')),
      button('Compare with a file', opened(async (found) => {
        const { compare } = await import('./compare.js')
        compare(place, definition, sheet.answers(), found)
      })),
      button('Remind me', async () => {
        const { calendar, utcStamp } = await import('./calendar.js')
        const entry = { id: `${definition.id}-${today()}`, day: again(sheet.repeat), words: definition.title, url: location.href.split('#')[0] }
        download(file('ics'), calendar([entry], utcStamp(new Date())), 'text/calendar')
      }),
      button('Erase everything here', () => {
        if (!confirm('Erase your answers and their history on this device?')) return
        sheet.load(null)
        said.textContent = 'Erased.'
      })),
    said)
}

function printBlank({ form, blank }) {
  form.replaceWith(blank)
  document.body.classList.add('printing-blank')
  print()
  blank.replaceWith(form)
  document.body.classList.remove('printing-blank')
}

// The day to do it again.
function again(repeat) {
  const months = { monthly: 1, quarterly: 3, yearly: 12 }[repeat] ?? 1
  const date = new Date(`${today()}T12:00:00`)
  date.setMonth(date.getMonth() + months)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

function table(definition, answers) {
  const result = evaluate(definition, answers)
  const rows = [['question', 'row', 'column', 'answer']]
  for (const asked of definition.ask) {
    const answer = answers[asked.id]
    if (asked.kind !== 'ledger') rows.push([asked.label, '', '', inWords(answer, asked, definition)])
    else for (const [index, row] of (answer ?? []).entries()) {
      for (const column of asked.columns) rows.push([asked.label, index + 1, column.label, inWords(row[column.id], column, definition)])
    }
  }
  rows.push([], ['score', '', '', 'value'])
  for (const { label, text } of trace(definition, answers)) rows.push([label, '', '', text])
  for (const { score, levels } of definition.bands ?? []) {
    const level = levels.find((each) => each.id === result[`band.${score}`])
    rows.push([`band: ${score}`, '', '', level?.label ?? '–'])
  }
  return rows
}

export function inWords(answer, asked, definition) {
  if (answer === undefined || answer === null) return ''
  if (Array.isArray(answer)) return answer.map((each) => inWords(each, asked, definition)).join('; ')
  if (typeof answer === 'number' && asked.scale) return definition.scales[asked.scale].labels[answer] ?? ''
  return asked.options?.find((option) => option.id === answer)?.label ?? String(answer)
}
