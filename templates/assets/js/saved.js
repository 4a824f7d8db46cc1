// What is kept of an assessment: {app, id, version, saved, answers, history}. The same in the browser's store and in a file.

export const APP = 'networking-playbook'
const LONGEST_HISTORY = 24
const LARGEST_FILE = 2_000_000 // characters

export function record(definition, answers, result, history, day) {
  const entry = summary(definition, result, day)
  const before = history.filter((each) => each.saved !== day)
  const after = entry ? [...before, entry].slice(-LONGEST_HISTORY) : before
  return { app: APP, id: definition.id, version: definition.version, saved: day, answers, history: after }
}

// The banded scores of a day; nothing where none is known.
function summary(definition, result, day) {
  const scores = {}
  for (const { score } of definition.bands ?? []) {
    if (result[score] !== null) scores[score] = { value: result[score], band: result[`band.${score}`] }
  }
  return Object.keys(scores).length ? { saved: day, scores } : null
}

// A file's text as a record, or a sentence that says why not. With a definition, `notes` say what does not quite fit.
export function readRecord(text, definition) {
  if (text.length > LARGEST_FILE) return { problem: 'This file is far too large to have been saved here.' }
  let data
  try {
    data = JSON.parse(text)
  } catch {
    return { problem: 'This is not a file that was saved here, or it was cut short.' }
  }
  if (data?.app !== APP || typeof data.answers !== 'object' || data.answers === null || Array.isArray(data.answers)) {
    return { problem: 'This is not a file that was saved here.' }
  }
  if (definition && data.id !== definition.id) return { problem: `This file belongs to another sheet: ${data.id}.` }
  return { record: { ...data, history: cleanHistory(data.history) }, notes: definition ? notes(data, definition) : [] }
}

function notes(data, definition) {
  const strangers = Object.keys(unknownAnswers(data.answers, definition))
  return [
    ...(data.version === definition.version ? [] : [`It was saved with version ${data.version} of this sheet, which is now version ${definition.version}: what still fits was taken.`]),
    ...(strangers.length ? [`Not asked here, and kept in the file: ${strangers.join(', ')}.`] : []),
  ]
}

// Answers to questions that the sheet does not ask: another version may.
export function unknownAnswers(answers, definition) {
  const asked = new Set(definition.ask.map((each) => each.id))
  return Object.fromEntries(Object.entries(answers ?? {}).filter(([id]) => !asked.has(id)))
}

function cleanHistory(history) {
  const day = (each) => typeof each?.saved === 'string' && typeof each.scores === 'object' && each.scores !== null
  return (Array.isArray(history) ? history : []).filter(day).slice(-LONGEST_HISTORY)
}

// A table of every answer and score as comma-separated values (https://www.rfc-editor.org/rfc/rfc4180).
export function asCsv(rows) {
  const cell = (value) => {
    const text = String(value ?? '')
    const harmless = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text // a spreadsheet would run it as a formula
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
  }
  return rows.map((row) => row.map(cell).join(',') + '\r\n').join('')
}
