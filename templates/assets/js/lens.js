// The trade that the reader follows: chosen once, kept on this device. theme.js shows a page as it asks.
import { button, make } from './dom.js'
import { keep, kept, lens } from './store.js'

const CLOSED = 'This browser does not let us keep your choice: it holds for this page only.'

async function trades() {
  const found = await fetch(new URL(document.querySelector('[data-trades]').dataset.trades, location.href))
  if (!found.ok) throw new Error(found.statusText)
  return found.json()
}

// Follows a trade, or none; whether the device keeps it.
function followed(trade) {
  const worked = keep('trade', trade)
  document.dispatchEvent(worked ? new Event('trade') : new CustomEvent('trade', { detail: { trade } }))
  return worked
}

// A button that names its trade chooses it; any other opens the list.
export async function press(pressed) {
  const id = pressed.dataset.choose
  if (!id) {
    await chooser(pressed)
    return
  }
  try {
    const trade = (await trades()).find((each) => each.id === id)
    if (!followed(trade)) tell(pressed, CLOSED)
  } catch {
    tell(pressed, 'Your trade could not be followed. Are you offline?')
    return
  }
  document.querySelector('[data-trade-name]').focus()
}

function tell(pressed, words) {
  const line = document.querySelector('.trade-said') ?? make('p', { className: 'trade-said fresh', role: 'status' })
  pressed.parentElement.after(line)
  line.textContent = words
}

async function chooser(opener) {
  const said = make('p', { className: 'fresh', role: 'status' })
  const list = make('select', { id: 'trade' })
  const dialog = make('dialog', { className: 'help' },
    make('h2', { id: 'trade-title', textContent: 'Your trade' }),
    make('p', { textContent: 'Choose it once. Home, checklists, self-assessments, search and your printed pages follow it. It is kept on this device only.' }),
    make('label', { htmlFor: 'trade', textContent: 'I am in' }), list, said)
  dialog.setAttribute('aria-labelledby', 'trade-title')
  const buttons = make('div', { className: 'buttons' }, button('Close', () => dialog.close()))
  dialog.append(buttons)
  dialog.addEventListener('close', () => {
    dialog.remove()
    const next = opener.checkVisibility() ? opener : [...document.querySelectorAll('[data-choose]')].find((each) => each.checkVisibility())
    next?.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  try {
    offer(await trades(), { dialog, list, said, buttons })
  } catch {
    said.textContent = 'The list of trades could not be loaded. Are you offline?'
  }
}

function offer(found, { dialog, list, said, buttons }) {
  const now = lens()
  if (now && !found.some((each) => each.id === now)) said.textContent = `${kept('trade')?.label ?? now} is not in this handbook any more.`
  list.append(make('option', { value: '', textContent: 'No trade: show everything' }), ...found.map(({ id, title }) => make('option', { value: id, textContent: title, selected: id === now })))
  buttons.prepend(button('Follow it', () => {
    if (followed(found.find((each) => each.id === list.value) ?? null)) dialog.close()
    else said.textContent = CLOSED
  }, false))
  list.focus()
}
