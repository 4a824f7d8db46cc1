// Keys for those who like them. One switch turns them all off (WCAG 2.1.4), since dictation software types letters.
import { keep, kept } from './store.js'

function follow(selector) {
  return () => document.querySelector(selector)?.click()
}

const EVERYWHERE = {
  '?': ['This help', showHelp],
  h: ['Home', follow('.brand')],
  n: ['Next page', follow('a[rel=next]')],
  b: ['Page before', follow('a[rel=prev]')],
  p: ['Print', () => print()],
}
let keys = EVERYWHERE

export function startKeys(more) {
  keys = { ...EVERYWHERE, ...more }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return
    const key = keys[event.key]
    if (!key || (event.key !== '?' && kept('keys-off'))) return
    event.preventDefault()
    key[1]()
  })
}

function showHelp() {
  const dialog = document.createElement('dialog')
  dialog.className = 'help'
  dialog.setAttribute('aria-labelledby', 'help-title')
  const title = make('h2', 'Keys')
  title.id = 'help-title'
  const list = document.createElement('dl')
  for (const [key, [words]] of Object.entries(keys)) {
    const term = document.createElement('dt')
    term.append(make('kbd', key))
    list.append(term, make('dd', words))
  }
  const off = document.createElement('label')
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: Boolean(kept('keys-off')) })
  box.addEventListener('change', () => keep('keys-off', box.checked || null))
  off.append(box, 'Turn the single-letter keys off on this device')
  const close = make('button', 'Close')
  close.className = 'btn'
  close.addEventListener('click', () => dialog.close())
  dialog.append(title, list, off, close)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function make(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text })
}
