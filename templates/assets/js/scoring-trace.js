// Why this number: each score traced to the answers and scores that made it. playbook/scoring/trace.py says the same in Python.

import { workings } from './scoring.js'
import { highest, holds, lastReached, scoreKeys, votesFor } from './scoring-rules.js'
import { isNumber, printed } from './scoring-values.js'

// Each score of the result: {id, label, text, from: [{ref, label, text, row?}], words}; rows count from 0, as they were given.
export function trace(definition, answers) {
  const found = workings(definition, answers)
  const book = { definition, found, labels: labelsOf(definition), sign: definition.sign }
  return definition.scores.flatMap((rule) => scoreKeys(rule).map((key) => entry(book, rule, key)))
}

// What every ref is called and how it is shown: a Map to [label, show]; columns and row scores as ledger.column.
export function labelsOf(definition) {
  const found = new Map()
  const show = ({ kind }) => (isNumber(kind) ? kind : 'count')
  for (const asked of definition.ask) {
    found.set(asked.id, [asked.label, show(asked)])
    if (asked.kind !== 'ledger') continue
    found.set(`${asked.id}.rows`, [asked.label, 'count'])
    for (const column of asked.columns) found.set(`${asked.id}.${column.id}`, [column.label, show(column)])
    for (const rule of asked.row_scores ?? []) found.set(`${asked.id}.${rule.id}`, [rule.label, rule.show])
  }
  for (const rule of definition.scores) {
    found.set(rule.id, [rule.label, rule.show])
    for (const [group, label] of Object.entries(rule.groups ?? {})) found.set(`${rule.id}.${group}`, [label, rule.show])
    for (const outcome of rule.outcomes ?? []) found.set(`${rule.id}.${outcome.id}`, [outcome.label, 'count'])
  }
  return found
}

function entry(book, rule, key) {
  const [from, reason] = TELL[rule.rule](book, rule, key)
  const text = textOf(book, rule, key)
  return { id: key, label: book.labels.get(key)[0], text, from, words: `${text} because ${reason}` }
}

function textOf({ found, labels, sign }, rule, key) {
  const value = found.values.get(key)
  if (Array.isArray(value)) {
    if (rule.rule === 'rank') return rowsText(value.map((n) => found.places.get(rule.of)[n]))
    return value.map((outcome) => labels.get(`${key}.${outcome}`)[0]).join(', ')
  }
  return typeof value === 'string' ? rule.labels[value] : printed(value, labels.get(key)[1], sign)
}

function rowsText(places) {
  return places.length ? `${places.length === 1 ? 'row' : 'rows'} ${places.map((place) => place + 1).join(', ')}` : 'no row'
}

function part({ labels, found, sign }, ref, value = found.values.get(ref), row = undefined) {
  const [label, show] = labels.get(ref)
  return { ref, label, text: printed(value, show, sign), ...(row === undefined ? {} : { row }) }
}

// A rule that needs nothing but values: unknown where one of them is.
function calculated(book, rule, refs, reason, otherwise = 'it is too large') {
  const { values } = book.found
  const parts = refs.map((ref) => part(book, ref))
  const missing = parts.filter(({ ref }) => values.get(ref) === null).map(({ label }) => label)
  if (values.get(rule.id) !== null) return [parts, reason(...parts.map(({ text }) => text))]
  return [parts, missing.length ? `“${missing.join('”, “')}” is unknown` : otherwise]
}

function times([top, bottom]) {
  const grouped = (n) => printed(n, 'count')
  return (top === 1 ? '' : ` × ${grouped(top)}`) + (bottom === 1 ? '' : ` ÷ ${grouped(bottom)}`)
}

function counted({ found }, ledger, where) {
  const places = found.places.get(ledger)
  return found.rows.get(ledger).map((row, n) => ({ row, place: places[n] })).filter(({ row }) => !where || holds(where, row, row))
}

const TELL = {
  ratio(book, rule) {
    const { factor, part: ref, whole } = rule
    const of = rule.show === 'percent' && String(factor) === '100,1'
    const zero = book.found.values.get(whole) === 0 ? `“${book.labels.get(whole)[0]}” is 0` : undefined
    return calculated(book, rule, [ref, whole], (top, all) => (of ? `${top} of ${all}` : `${top} ÷ ${all}${times(factor)}`), zero)
  },
  scale: (book, rule) => calculated(book, rule, [rule.value, rule.by], (one, by) => `${one} × ${by}${times(rule.factor)}`),
  add(book, rule) {
    const { plus, minus = [], floor } = rule
    return calculated(book, rule, [...plus, ...minus], (...texts) => {
      const words = texts.slice(0, plus.length).join(' + ') + texts.slice(plus.length).map((text) => ` − ${text}`).join('')
      const sum = (refs) => refs.reduce((all, ref) => all + BigInt(book.found.values.get(ref)), 0n)
      const held = floor !== undefined && sum(plus) - sum(minus) < floor
      return held ? `${words}, and not below ${printed(floor, rule.show, book.sign)}` : words
    })
  },
  least: (book, rule) => calculated(book, rule, rule.of, (...texts) => `it is the least of ${texts.join(', ')}`),
  bandpoints(book, rule) {
    const [label, show] = book.labels.get(rule.of)
    const value = book.found.values.get(rule.of)
    if (value === null && rule.if_unknown !== undefined) return [[part(book, rule.of)], `“${label}” is unknown`]
    const starts = rule.steps.map(([start]) => start)
    const reached = lastReached(starts, value) ?? 0
    const name = (n) => printed(starts[n], show, book.sign)
    const reason = (text) => (reached === 0 && starts.length > 1 ? `${text} is below ${name(1)}` : `${text} is ${name(reached)} or more`)
    return calculated(book, rule, [rule.of], reason, `“${label}” is below ${name(0)}`)
  },
  lookup(book, rule) {
    const [rows, cols] = [rule.rows, rule.cols].map((ref) => book.labels.get(ref)[0])
    const reason = (row, col) => `“${rows}” is ${row} and “${cols}” is ${col}`
    return calculated(book, rule, [rule.rows, rule.cols], reason, 'a value is below the table')
  },
  points(book, rule, key) {
    const group = key.split('.')[1]
    const { values } = book.found
    const asked = book.definition.ask.filter((each) => each.kind === 'scale' && (!group || each.group === group) && values.get(each.id) !== null)
    const parts = asked.map(({ id }) => part(book, id))
    if (parts.length < rule.need) return [parts, `${parts.length} of ${rule.need} answers are there`]
    const sum = (size) => printed(asked.reduce((all, each) => all + (each.weight ?? 1) * size(each), 0), 'count')
    return [parts, `${sum(({ id }) => values.get(id))} of ${sum(({ scale }) => highest(book.definition, scale))} points`]
  },
  sum(book, rule) {
    const [ledger, column] = rule.of.split('.')
    const rows = counted(book, ledger, rule.where)
    const known = rows.filter(({ row }) => row.get(column) !== null)
    const parts = known.map(({ row, place }) => part(book, rule.of, row.get(column), place))
    const none = rows.length ? `“${book.labels.get(rule.of)[0]}” is unknown` : 'no row counts'
    return [parts, parts.map(({ text }) => text).join(' + ') || none]
  },
  count: (book, rule) => [[], `of ${rowsText(counted(book, rule.of.split('.')[0], rule.where).map(({ place }) => place))}`],
  rank(book, rule, key) {
    const ref = `${rule.of}.${rule.by}`
    const rows = counted(book, rule.of)
    const parts = book.found.values.get(key).map((n) => part(book, ref, rows[n].row.get(rule.by), rows[n].place))
    return [parts, `of “${book.labels.get(ref)[0]}”`]
  },
  match(book, rule) {
    const tags = new Set(counted(book, rule.right, rule.right_where).map(({ row }) => row.get(rule.on)))
    tags.delete(null)
    const mine = counted(book, rule.left, rule.left_where).filter(({ row }) => tags.has(row.get(rule.on)))
    return [[], `of ${rowsText(mine.map(({ place }) => place))}`]
  },
  tally(book, rule, key) {
    const cast = votesFor(rule, book.found, book.definition)
    const outcome = key.split('.')[1]
    if (outcome) {
      const counts = cast.filter(({ votes }) => Object.hasOwn(votes, outcome))
      const parts = counts.map(({ id, votes }) => ({ ref: id, label: book.labels.get(id)[0], text: printed(votes[outcome], 'count') }))
      return [parts, parts.map(({ text }) => text).join(' + ') || 'no answer votes for it']
    }
    const winners = book.found.values.get(key)
    if (!winners) return [[], `${cast.length} of ${rule.need} answers are there`]
    const parts = winners.map((winner) => part(book, `${key}.${winner}`))
    return [parts, `of ${parts.map(({ text }) => text).join(', ')} votes`]
  },
}
