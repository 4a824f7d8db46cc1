import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asText, readTicks, withTick } from '../../templates/assets/js/ticks.js'
import { matches } from '../../templates/assets/js/filter.js'

const ids = ['send', 'thank', 'ask']

test('nothing kept means nothing ticked and nothing new', () => {
  for (const stored of [null, undefined, {}, { ticked: 'send' }, { ticked: [1, null] }, 7]) {
    assert.deepEqual(readTicks(stored, ids), { ticked: [], fresh: [] })
  }
})

test('a tick is kept with the items there were', () => {
  const stored = withTick(null, 'send', true, ids)
  assert.deepEqual(stored, { ticked: ['send'], seen: ids })
  assert.deepEqual(readTicks(stored, ids), { ticked: ['send'], fresh: [] })
})

test('items that came later are new until the next tick', () => {
  const stored = withTick(null, 'send', true, ids)
  const later = ['call', ...ids]
  assert.deepEqual(readTicks(stored, later), { ticked: ['send'], fresh: ['call'] })
  assert.deepEqual(readTicks(withTick(stored, 'ask', true, later), later).fresh, [])
})

test('a tick outlives an item that is gone and comes back', () => {
  const stored = withTick(withTick(null, 'send', true, ids), 'ask', true, ['ask'])
  assert.deepEqual(readTicks(stored, ['ask']).ticked, ['ask'])
  assert.deepEqual(readTicks(stored, ids).ticked, ['send', 'ask'])
})

test('the last tick taken away leaves nothing behind', () => {
  assert.equal(withTick(withTick(null, 'send', true, ids), 'send', false, ids), null)
})

test('a card as text', () => {
  assert.equal(asText('Card', [{ text: 'Send', on: true }, { text: 'Ask', on: false }]), 'Card\n\n[x] Send\n[ ] Ask\n')
})

test('a filter wants every word, in any order, without accents', () => {
  assert.ok(matches('adviser TAX', 'Accountants: tax adviser'))
  assert.ok(matches('cafe', 'Restaurants and cafés'))
  assert.ok(matches('', 'anything'))
  assert.ok(!matches('tax baker', 'Accountants: tax adviser'))
})
