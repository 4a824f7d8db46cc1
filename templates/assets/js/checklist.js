// A checklist on the screen: ticks kept on the device by the items' ids.
import { keep, kept } from './store.js'
import { asText, readTicks, withTick } from './ticks.js'

const card = document.querySelector('[data-checklist]')
const key = `ticks:${card.dataset.checklist}`
const boxes = [...card.querySelectorAll('input[type=checkbox]')]
const ids = boxes.map((box) => box.value)
const meter = document.querySelector('[data-meter]')
const fresh = document.querySelector('[data-fresh]')
let stored = kept(key)

function show() {
  const state = readTicks(stored, ids)
  for (const box of boxes) {
    box.checked = state.ticked.includes(box.value)
    box.closest('li').classList.toggle('fresh-item', state.fresh.includes(box.value))
  }
  meter.querySelector('output').textContent = `${state.ticked.length} of ${ids.length} done`
  meter.querySelector('progress').value = state.ticked.length
  const count = state.fresh.length
  fresh.textContent = count ? `${count} new ${count === 1 ? 'item' : 'items'} since you ticked` : ''
}

function remember(next) {
  stored = next
  const worked = keep(key, stored)
  show()
  if (!worked) fresh.textContent = 'This browser does not let us keep your ticks. Save them as a file before you leave.'
}

card.addEventListener('change', (event) => remember(withTick(stored, event.target.value, event.target.checked, ids)))
document.querySelector('[data-clear]').addEventListener('click', () => remember(null))
document.querySelector('[data-save]').addEventListener('click', () => {
  const items = boxes.map((box) => ({ text: box.labels[0].textContent.trim(), on: box.checked }))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([asText(card.getAttribute('aria-label'), items)], { type: 'text/plain' }))
  link.download = `${card.dataset.checklist.split('/').at(-2)}.txt`
  link.click()
  URL.revokeObjectURL(link.href)
})
addEventListener('storage', () => {
  stored = kept(key)
  show()
})
meter.hidden = false
if (kept('purpose')) (await import('./purpose.js')).showPurpose(card)
document.querySelector('[data-tools]').hidden = false
show()
