// Two industries side by side, read out of their own pages: ?a=gb/6920&b=gb/4120
import { make } from './dom.js'
import { start } from './finder.js'

const place = document.querySelector('[data-compare]')
const box = document.querySelector('[data-finder]')
const up = box.dataset.finder
const given = new URLSearchParams(location.search)
const chosen = ['a', 'b'].map((name) => given.get(name) ?? '').filter((name) => /^[a-z]{2}\/[A-Za-z0-9-]{1,12}$/.test(name))

// Leads to the same page with one industry more, or with the second one changed.
function address(country, code) {
  const [first] = chosen
  return first ? `?a=${first}&b=${country}/${code}` : `?a=${country}/${code}`
}

async function read(name) {
  const url = `${up}${name}/`
  const answer = await fetch(url)
  if (!answer.ok) return null
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const rows = [...page.querySelectorAll('[data-measure]')].map((row) => [row.dataset.measure, [...row.children].map((cell) => cell.textContent)])
  const of = (selector) => page.querySelector(selector)?.textContent.trim() ?? ''
  return { url, title: of('h1'), eyebrow: of('.eyebrow'), source: of('[data-part=standing] .src'), rows: new Map(rows), page }
}

function table(both) {
  const ids = [...new Set(both.flatMap((each) => [...each.rows.keys()]))]
  const head = make('tr', {}, make('th', { scope: 'col', textContent: 'Measure' }), ...both.map((each) => make('th', { scope: 'col' }, link(each))))
  const lines = ids.map((id) => make('tr', {}, make('th', { scope: 'row', textContent: both.map((each) => each.rows.get(id)?.[0]).find(Boolean) }),
    ...both.map(({ rows }) => cell(rows.get(id)))))
  const made = make('table', {}, make('thead', {}, head), make('tbody', {}, ...lines))
  const scroll = make('div', { className: 'scroll', tabIndex: 0, role: 'group', ariaLabel: 'Both industries, measure by measure' }, made)
  return scroll
}

function cell(row) {
  if (!row) return make('td', { textContent: '–' })
  const [, number, rank, year] = row
  return make('td', {}, number, make('small', { textContent: [year, rank === '–' ? '' : rank].filter(Boolean).join(', ') }))
}

function link({ url, title, eyebrow }) {
  return make('span', {}, make('a', { href: url, textContent: title }), make('small', { textContent: eyebrow }))
}

// Each industry's own pictures, the same kind in the same row.
function pictures(both) {
  const kinds = [...new Set(both.flatMap(({ page }) => [...page.querySelectorAll('[data-part]')].map((part) => part.dataset.part)))]
  return kinds.filter((kind) => kind !== 'standing').flatMap((kind) => {
    const parts = both.map(({ page }) => page.querySelector(`[data-part=${kind}]`))
    const columns = parts.map((part, index) => make('div', {}, make('h3', { textContent: both[index].title }), ...(part ? shown(part) : [make('p', { className: 'quiet', textContent: 'Not published, or not carried here.' })])))
    const title = parts.find(Boolean).querySelector('h2').textContent
    return [make('h2', { textContent: title }), make('div', { className: 'two' }, ...columns)]
  })
}

function shown(part) {
  return [...part.querySelectorAll('.quiet, figure, .src')].map((each) => document.importNode(each, true))
}

async function compare() {
  const both = (await Promise.all(chosen.map(read))).filter(Boolean)
  if (both.length < chosen.length) place.append(make('p', { className: 'fresh', role: 'status', textContent: 'There is no industry with this code here.' }))
  if (!both.length) return
  box.querySelector('label').textContent = 'Choose the other industry: type a trade or a code'
  place.append(table(both), ...both.map((each) => make('p', { className: 'src', textContent: `${each.title}. ${each.source}` })))
  if (both.length > 1) place.append(...pictures(both))
}

start(box, address)
compare()
