// My networking: everything this device keeps, in one place: last bands, the purpose, the plan, open cards.
import { button, download, make, openFile, shownDay, today } from './dom.js'
import { inOrder } from './plan.js'
import { purpose } from './purpose.js'
import { changeAction, dropAction, plan } from './planned.js'
import { APP } from './saved.js'
import { everything, keep, kept, lens, restore, wipe } from './store.js'
import { trend } from './charts.js'

const data = JSON.parse(document.getElementById('handbook').textContent)
const place = document.querySelector('[data-me]')
const said = document.querySelector('[data-said]')

function draw() {
  place.replaceChildren(purposeLine(), ...(Object.keys(data.trades).length ? [section('My trade', ...trade())] : []), section('My plan', planned()), section('Self-assessments', assessments()), section('Open checklists', cards()))
}

function section(title, ...children) {
  return make('section', {}, make('h2', { textContent: title }), ...children)
}

function purposeLine() {
  return make('p', { className: 'lead', textContent: purpose() || 'Choose your reasons first, and your purpose stands here.' })
}

function trade() {
  const found = data.trades[lens()]
  const choose = button(lens() ? 'Change' : 'Choose your trade', () => {})
  choose.dataset.choose = ''
  const gone = lens() ? 'The trade you chose is not in this handbook any more.' : 'None chosen: the pages show what is for all trades.'
  const words = found ? make('p', {}, make('a', { href: found.url, textContent: found.title })) : make('p', { textContent: gone })
  return [words, choose]
}

function planned() {
  const rows = inOrder(plan())
  if (!rows.length) return make('p', { textContent: 'Nothing yet. A result offers actions to add.' })
  return make('ul', { className: 'plan-list' }, ...rows.map(action))
}

function action(each) {
  const box = make('input', { type: 'checkbox', checked: each.done, id: `done-${each.id}` })
  box.addEventListener('change', () => remembered(changeAction(each.id, { done: box.checked })))
  const day = make('input', { type: 'date', value: each.day ?? '' })
  day.setAttribute('aria-label', `Day for: ${each.words}`)
  day.addEventListener('change', () => remembered(changeAction(each.id, { day: day.value })))
  const words = make('label', { htmlFor: box.id }, each.words)
  const from = make('span', { className: 'quiet' }, each.from ? `from ${each.from}` : '')
  const away = button('Take away', () => remembered(dropAction(each.id)))
  away.setAttribute('aria-label', `Take away: ${each.words}`)
  const page = data.pages[each.page]
  const link = page ? make('a', { href: page.url, textContent: 'Open' }) : ''
  if (link) link.setAttribute('aria-label', `Open: ${each.words}`)
  return make('li', { className: each.done ? 'done' : '' }, box, make('div', {}, words, ' ', from), day, link, away)
}

function assessments() {
  return make('ul', { className: 'me-list' }, ...data.assessments.map((test) => {
    const saved = kept(`answers:${test.id}`)
    const last = saved?.history?.at(-1)
    const score = last && Object.keys(last.scores)[0]
    const found = score && last.scores[score]
    const level = found && test.bands[score]?.find((each) => each.id === found.band)
    const item = make('li', {}, make('a', { href: test.url, textContent: test.question }))
    if (level) item.append(' ', make('span', { className: `pill ${level.tone}`, textContent: level.label }), make('span', { className: 'quiet', textContent: ` ${shownDay(last.saved)}` }))
    else if (saved) item.append(make('span', { className: 'quiet', textContent: ` begun ${shownDay(saved.saved)}` }))
    const past = (saved?.history ?? []).filter((each) => each.scores[score]).map((each) => ({ label: shownDay(each.saved), value: each.scores[score].value }))
    if (past.length > 1) item.append(trend(past, `${test.question} From ${past[0].value} to ${past.at(-1).value}`))
    return item
  }))
}

function cards() {
  const open = data.checklists.map((card) => ({ ...card, ticked: kept(`ticks:${card.address}`)?.ticked?.filter((id) => card.items.includes(id)).length ?? 0 }))
    .filter((card) => card.ticked)
  if (!open.length) return make('p', { textContent: 'No card is begun.' })
  return make('ul', {}, ...open.map((card) => make('li', {}, make('a', { href: card.url, textContent: card.title }), ` ${card.ticked} of ${card.items.length} done`)))
}

function remembered(worked) {
  if (!worked) said.textContent = 'This browser does not let us keep anything. Save a file before you leave.'
  draw()
}

function tools() {
  const bar = document.querySelector('[data-tools]')
  bar.append(
    button('Print this page', () => print(), false),
    button('Plan to my calendar', async () => {
      const dated = plan().filter((each) => each.day && !each.done)
      if (!dated.length) {
        said.textContent = 'Give an action a day first.'
        return
      }
      const { calendar, utcStamp } = await import('./calendar.js')
      const address = (each) => (data.pages[each.page] ? new URL(data.pages[each.page].url, location.href).href : '')
      download(`plan-${today()}.ics`, calendar(dated.map((each) => ({ id: each.id.replace(/[^\w-]/g, '-'), day: each.day, words: each.words, url: address(each) })), utcStamp(new Date())), 'text/calendar')
    }),
    button('Save everything to a file', () => download(`my-networking-${today()}.json`, JSON.stringify({ app: APP, id: 'everything', saved: today(), kept: everything() }, null, 1), 'application/json')),
    button('Open a file', () => openFile(([[, text]]) => {
      let file = null
      try {
        file = JSON.parse(text)
      } catch {
        // Told below.
      }
      if (file?.app === APP && file.id === 'everything' && typeof file.kept === 'object') {
        said.textContent = restore(file.kept) ? `Opened: saved on ${shownDay(file.saved)}.` : 'This browser does not let us keep it.'
        document.dispatchEvent(new Event('trade'))
      } else if (file?.app === APP && data.assessments.some((each) => each.id === file.id)) {
        said.textContent = keep(`answers:${file.id}`, file) ? `Opened one sheet, saved on ${shownDay(file.saved)}.` : 'This browser does not let us keep it.'
      } else said.textContent = 'This is not a file that was saved here.'
      draw()
    })),
    button('Erase everything', () => {
      if (!confirm('Erase all answers, ticks, recent searches, the plan and your trade on this device?')) return
      wipe()
      document.dispatchEvent(new Event('trade'))
      said.textContent = 'Erased.'
      draw()
    }))
}

tools()
draw()
addEventListener('storage', draw)
document.addEventListener('trade', draw)
