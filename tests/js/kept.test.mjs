import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendar, utcStamp } from '../../templates/assets/js/calendar.js'
import { distribution, weakest } from '../../templates/assets/js/groups.js'
import { changed, inOrder, withAction, without } from '../../templates/assets/js/plan.js'
import { asCsv, readRecord, record } from '../../templates/assets/js/saved.js'

const definition = { id: 'test', version: 2, bands: [{ score: 'share', levels: [] }] }
const sheet = { ...definition, ask: [{ id: 'a' }] }
const result = { share: 71, 'band.share': 'working', flags: [] }

test('a record holds answers and one entry of history a day', () => {
  const first = record(definition, { a: '1' }, result, [], '2026-11-20')
  assert.deepEqual(first.history, [{ saved: '2026-11-20', scores: { share: { value: 71, band: 'working' } } }])
  const again = record(definition, { a: '2' }, { ...result, share: 80 }, first.history, '2026-11-20')
  assert.equal(again.history.length, 1)
  assert.equal(again.history[0].scores.share.value, 80)
  assert.equal(record(definition, {}, result, again.history, '2026-11-21').history.length, 2)
  assert.deepEqual(record(definition, {}, { ...result, share: null }, [], '2026-11-21').history, [])
})

test('a saved file comes back as it went, and other files are told apart', () => {
  const kept = record(definition, { a: '1' }, result, [], '2026-11-20')
  assert.deepEqual(readRecord(JSON.stringify(kept), sheet).record, kept)
  assert.match(readRecord(JSON.stringify(kept), { ...sheet, id: 'other' }).problem, /belongs to another sheet: test/)
  for (const text of ['', '{', '[]', 'null', '{"app":"x"}', '{"app":"networking-playbook","answers":[]}']) {
    assert.match(readRecord(text, sheet).problem, /not a file that was saved here/)
  }
  assert.deepEqual(readRecord(JSON.stringify({ ...kept, history: [null, 7, { saved: 1 }] })).record.history, [])
})

test('another version, strange answers, and a file that is too large are told', () => {
  const old = { ...record(definition, { a: '1', b: '2' }, result, [], '2026-11-20'), version: 1 }
  const { record: found, notes } = readRecord(JSON.stringify(old), sheet)
  assert.deepEqual(found.answers, { a: '1', b: '2' })
  assert.match(notes[0], /version 1 of this sheet, which is now version 2/)
  assert.match(notes[1], /Not asked here, and kept in the file: b/)
  assert.match(readRecord(' '.repeat(10_000_000), sheet).problem, /far too large/)
  assert.match(readRecord(JSON.stringify(old).slice(0, -5), sheet).problem, /cut short/)
})

test('a spreadsheet gets quoted cells, and nothing that it would run', () => {
  assert.equal(asCsv([['a,b', 'say "x"', '=1+1', '-5', '-cmd', null, 3]]), '"a,b","say ""x""",\'=1+1,-5,\'-cmd,,3\r\n')
})

test('a plan takes an action once, and puts open dated ones first', () => {
  let plan = withAction(null, { id: 'a', words: 'Ring' })
  plan = withAction(plan, { id: 'a', words: 'Ring twice' })
  plan = withAction(plan, { id: 'b', words: 'Ask' })
  plan = changed(plan, 'b', { day: '2026-12-01' })
  assert.deepEqual(inOrder(plan).map((each) => each.id), ['b', 'a'])
  assert.deepEqual(inOrder(changed(plan, 'b', { done: true })).map((each) => each.id), ['a', 'b'])
  assert.deepEqual(without(plan, 'a').map((each) => each.id), ['b'])
  assert.deepEqual(inOrder('nonsense'), [])
})

test('calendar lines end in CRLF, are folded at 75 octets, and say what they mean', () => {
  const words = `Ring Jo, "the one" at 8; then write \\ about ${'prices and days '.repeat(8)}é€`
  const text = calendar([{ id: 'a', day: '2026-12-31', words }], utcStamp(new Date(Date.UTC(2026, 10, 21, 9, 5, 7))))
  assert.ok(text.endsWith('END:VCALENDAR\r\n'))
  for (const line of text.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75, line)
  const whole = text.replaceAll('\r\n ', '')
  assert.match(whole, /DTSTAMP:20261121T090507Z/)
  assert.match(whole, /DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101/)
  assert.ok(whole.includes('SUMMARY:Ring Jo\\, "the one" at 8\\; then write \\\\ about '))
  assert.ok(whole.includes('é€'))
})

test('a group is counted by band, and its weakest questions come first', () => {
  const levels = [{ id: 'low', label: 'Low' }, { id: 'high', label: 'High' }]
  assert.deepEqual(distribution(levels, ['low', 'high', 'low', null]), [
    { label: 'Low', count: 2 }, { label: 'High', count: 1 }, { label: 'no band yet', count: 1 },
  ])
  const scaled = { scales: { s: { points: [0, 1, 2, 3] } }, ask: [{ id: 'a', kind: 'scale', scale: 's', label: 'A' }, { id: 'b', kind: 'scale', scale: 's', label: 'B' }] }
  assert.deepEqual(weakest(scaled, [{ a: 3, b: 1 }, { a: 2 }, {}]), [
    { label: 'B', count: 1, share: 33 }, { label: 'A', count: 2, share: 83 },
  ])
})
