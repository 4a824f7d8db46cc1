import assert from 'node:assert/strict'
import { test } from 'node:test'
import { find } from '../../templates/assets/js/finder.js'
import { figuresIn } from '../../templates/assets/js/prefill.js'

const names = [
  ['1102', 'Manufacture of wine from grape', 'vintner; wine maker'],
  ['4634', 'Wholesale of beverages', ''],
  ['6920', 'Accounting, bookkeeping and auditing', 'tax adviser; payroll bureau'],
  ['6910', 'Legal activities', 'solicitor; Accountancy law'],
]
const codes = (words) => find(words, names).map(([code]) => code)

test('an industry is found by a code, its title or other names, titles first', () => {
  assert.deepEqual(codes('69'), ['6920', '6910'])
  assert.deepEqual(codes('69.20'), ['6920'])
  assert.deepEqual(codes('account'), ['6920', '6910'])
  assert.deepEqual(codes('tax adviser'), ['6920'])
  assert.deepEqual(codes('adviser TAX'), ['6920'])
  assert.deepEqual(codes('w'), [])
  assert.deepEqual(codes('  '), [])
  assert.deepEqual(codes('zzz'), [])
})

test('of industries that one profile covers, that with the root of the word comes first', () => {
  const covered = [
    ['4321', 'Electrical installation', 'Electricians and plumbers; sparky; plumber'],
    ['4322', 'Plumbing, heat and air-conditioning installation', 'Electricians and plumbers; sparky; plumber'],
  ]
  const order = (words) => find(words, covered).map(([code]) => code)
  assert.deepEqual(order('plumber'), ['4322', '4321'])
  assert.deepEqual(order('electrician'), ['4321', '4322'])
  assert.deepEqual(order('sparky'), ['4321', '4322'])
})

test('an address gives numbers with years to questions that take a figure, and nothing else', () => {
  const definition = { ask: [{ id: 'fit', figure: { of: 'under_10' } }, { id: 'possible', figure: { of: 'sites_in_place' } }, { id: 'way' }] }
  const from = (search) => figuresIn(search, definition)
  assert.deepEqual(from('?industry=gb/6920&fit=90.6@2024&way=all@2024'), {
    fit: { value: '90.6', year: '2024', industry: 'gb/6920', place: '' },
  })
  assert.equal(from('?industry=gb/6920&possible=120@2024&place=North+West').possible.place, 'North West')
  for (const search of ['', '?fit=90@2024', '?industry=../x&fit=90@2024', '?industry=gb/6920&fit=90', '?industry=gb/6920&fit=-1@2024', '?industry=gb/6920&fit=1e9@2024']) {
    assert.deepEqual(from(search), {}, search)
  }
})
