// On every page: the colour switch, the print buttons, and the keyboard and the choice of a trade, whose modules wait until used.
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
document.addEventListener('click', async (event) => {
  const pressed = event.target.closest('[data-choose]')
  if (!pressed) return
  const { press } = await import('./lens.js')
  press(pressed)
})
document.addEventListener('keydown', async (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return
  if (event.key.length !== 1 || event.key === ' ') return
  const { press } = await import('./keys.js')
  press(event.key)
})
dark.addEventListener('change', showTheme)
showTheme()
document.querySelector('.list [aria-current]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
