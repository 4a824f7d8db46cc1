// One band up: the smallest single change of an answer that would do it. playbook/scoring/better.py says the same in Python.
// It scores hundreds of times: ask when the reader pauses, not at each key.

import { evaluate, workings } from './scoring.js'
import { isNumber, printed } from './scoring-values.js'

const GRID = { count: 1, percent: 1, money: 100, hours: 15 }
const UNIT = { count: 1, percent: 1, money: 100, hours: 60 }
const TONES = ['red', 'amber', 'green']

// For each score with a band above it: {score, band, target, change, words}; change is {question, row?, column?, answer}, or null.
export function better(definition, answers) {
  const now = evaluate(definition, answers)
  const found = workings(definition, answers)
  return (definition.bands ?? []).flatMap(({ score, levels }) => {
    const tone = (level) => TONES.indexOf(level.tone)
    const up = tone(levels[0]) > tone(levels.at(-1)) ? -1 : 1
    const place = (result) => levels.findIndex((level) => level.id === result[`band.${score}`])
    const target = levels[place(now) + up]
    if (place(now) < 0 || !target) return []
    const reaches = (changed) => place(changed) >= 0 && (place(changed) - levels.indexOf(target)) * up >= 0
    const best = smallest(definition, answers, found, (changed) => reaches(evaluate(definition, changed)))
    return [{ score, band: now[`band.${score}`], ...told(target, best) }]
  })
}

// The answers with another one at a spot.
function changed(answers, { asked, question, rows, row }, answer) {
  if (row === undefined) return { ...answers, [question]: answer }
  return { ...answers, [question]: rows.with(row, { ...rows[row], [asked.id]: answer }) }
}

function smallest(definition, answers, found, reaches) {
  let best = null
  for (const spot of spots(definition, answers, found)) {
    for (const change of changes(definition, spot, (answer) => reaches(changed(answers, spot, answer)))) {
      if (!best || change.size < best.size) best = { ...change, spot }
    }
  }
  return best
}

function told(target, best) {
  if (!best) return { target: target.id, change: null, words: `No single answer would lead to “${target.label}”.` }
  const { asked, question, row } = best.spot
  const change = { question, answer: best.answer, ...(row === undefined ? {} : { row, column: asked.id }) }
  const place = row === undefined ? '' : ` in row ${row + 1}`
  return { target: target.id, change, words: `“${target.label}” would need ${best.then} at “${asked.label}”${place}, not ${best.now}.` }
}

// Everything answered that a next step can change, in the order of questions, then rows, then columns.
function spots(definition, answers, found) {
  const known = ({ asked, value }) => value !== null && value !== undefined && !asked.fixed
  return definition.ask.flatMap((asked) => {
    const question = asked.id
    const given = answers[question] ?? asked.default
    if (asked.kind !== 'ledger') {
      const value = (asked.kind === 'choice' ? found.ids : found.values).get(question)
      return [{ asked, question, answer: given, value }].filter(known)
    }
    return found.rows.get(question).flatMap((cells, n) => {
      const row = found.places.get(question)[n]
      const cell = (column) => ({
        asked: column, question, rows: given, row, value: cells.get(column.id), answer: given[row][column.id] ?? column.default,
      })
      return asked.columns.map(cell).filter(known)
    })
  })
}

// The nearest other answers at a spot that reach the band, at most one each way: {size, answer, now, then}.
function changes(definition, spot, reaches) {
  const { kind, scale, options, tags } = spot.asked
  if (isNumber(kind)) return numbers(definition, spot, reaches)
  if (kind === 'scale' || kind === 'level') {
    const { labels } = definition.scales[scale]
    return positions(spot, [...labels.keys()], labels, reaches)
  }
  if (kind === 'multi') return options.flatMap((option) => toggled(spot.answer, option, reaches))
  const choices = options ?? tags.map((id) => ({ id, label: id }))
  return positions(spot, choices.map(({ id }) => id), choices.map(({ label }) => label), reaches)
}

function toggled(given, { id, label }, reaches) {
  const states = ['unticked', 'ticked'].map((state) => `“${label}” ${state}`)
  const ticked = given.includes(id)
  const answer = [...given.filter((each) => each !== id), ...(ticked ? [] : [id])]
  return reaches(answer) ? [{ size: 1, answer, now: states[Number(ticked)], then: states[Number(!ticked)] }] : []
}

function positions({ answer }, answers, labels, reaches) {
  const place = answers.indexOf(answer)
  return [1, -1].flatMap((way) => {
    for (let other = place + way; other >= 0 && other < answers.length; other += way) {
      const size = Math.abs(other - place)
      if (reaches(answers[other])) return [{ size, answer: answers[other], now: `“${labels[place]}”`, then: `“${labels[other]}”` }]
    }
    return []
  })
}

// The nearest number each way: ever longer steps until one reaches the band, then bisection.
function numbers({ sign }, { asked: { kind, signed }, value }, reaches) {
  const grid = GRID[kind]
  return [1, -1].flatMap((way) => {
    const start = Math.floor((way * value) / grid)
    let farthest = Math.floor(Math.max(10 * Math.abs(value), 100 * grid) / grid)
    if (way > 0 && kind === 'percent' && value <= 100) farthest = 100 - value
    if (way < 0 && !signed) farthest = -start
    const at = (steps) => (start + steps) * grid * way
    const written = (steps) => String(at(steps) / UNIT[kind])
    const steps = nearest(farthest, (n) => reaches(written(n)))
    if (steps === null) return []
    const size = Math.ceil((10 * Math.abs(at(steps) - value)) / Math.max(Math.abs(value), grid))
    return [{ size, answer: written(steps), now: printed(value, kind, sign), then: printed(at(steps), kind, sign) }]
  })
}

function nearest(farthest, reaches) {
  let [low, high] = [0, 1]
  while (high < farthest && !reaches(high)) [low, high] = [high, 2 * high]
  high = Math.min(high, farthest)
  if (high <= low || !reaches(high)) return null
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (reaches(middle)) high = middle
    else low = middle
  }
  return high
}
