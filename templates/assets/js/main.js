// On every page: the colour switch, the print buttons, and the keyboard, the search and the choice of a trade, whose modules are
// loaded when first used.
const root = document.documentElement
const dark = matchMedia('(prefers-color-scheme: dark)')
const switches = [...document.querySelectorAll('[data-switch=theme]')]

function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches
}

function switchTheme() {
  const chosen = isDark() ? 'light' : 'dark'
  root.dataset.theme = chosen
  try {
    localStorage.setItem('playbook:theme', chosen)
  } catch {
    // Kept for this page only.
  }
  showTheme()
}

function showTheme() {
  for (const button of switches) {
    button.hidden = false
    button.setAttribute('aria-pressed', String(isDark()))
  }
}

for (const button of switches) button.addEventListener('click', switchTheme)
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
const find = document.querySelector('a.find')
find?.addEventListener('click', async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  try {
    const { openSearch } = await import('./overlay.js')
    openSearch()
  } catch {
    const index = Object.assign(document.createElement('a'), { href: `${find.href}a-z/`, textContent: 'Every page, A to Z' })
    const words = Object.assign(document.createElement('p'), { className: 'word', popover: 'auto', role: 'alert' })
    words.append('The search could not be loaded. Are you offline? ', index)
    document.body.append(words)
    words.showPopover()
  }
})
document.addEventListener('click', async (event) => {
  const pressed = event.target.closest('[data-choose]')
  if (!pressed) return
  const { press } = await import('./lens.js')
  press(pressed)
})
document.addEventListener('keydown', async (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest('input, textarea, select, dialog')?.checkVisibility()) return // one just closed keeps the focus for a moment
  if (event.key.length !== 1 || event.key === ' ') return
  if (event.key === '/') event.preventDefault() // the browser's own quick search, in Firefox
  const { press } = await import('./keys.js')
  press(event.key)
})
dark.addEventListener('change', showTheme)
showTheme()
document.querySelector('.list [aria-current]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
if (location.search.includes('find=')) import('./marks.js')
