// Keys for those who like them. One switch turns them all off (WCAG 2.1.4), since dictation software types letters.
import { keep, kept } from './store.js'

const KEYS = {
  '?': ['This help', showHelp],
  '/': ['Search', follow('a.find')],
  h: ['Home', follow('.brand')],
  n: ['Next page', follow('a[rel=next]')],
  b: ['Page before', follow('a[rel=prev]')],
  d: ['Dark or light colours', follow('[data-switch=theme]')],
  p: ['Print', () => print()],
}

export function press(key) {
  if (!Object.hasOwn(KEYS, key) || document.querySelector('dialog[open]')) return
  if (key === '?' || !kept('keys-off')) KEYS[key][1]()
}

function follow(selector) {
  return () => document.querySelector(selector)?.click()
}

function showHelp() {
  const dialog = make('dialog', '')
  dialog.className = 'help'
  dialog.setAttribute('aria-labelledby', 'help-title')
  const title = make('h2', 'Keys')
  title.id = 'help-title'
  const list = make('dl', '')
  for (const [key, [words]] of Object.entries(KEYS)) {
    const term = make('dt', '')
    term.append(make('kbd', key))
    list.append(term, make('dd', words))
  }
  const box = Object.assign(make('input', ''), { type: 'checkbox', checked: Boolean(kept('keys-off')) })
  box.addEventListener('change', () => keep('keys-off', box.checked || null))
  const off = make('label', '')
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
