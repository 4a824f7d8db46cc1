// A list that shrinks to what the reader types.

export function matches(words, text) {
  const plain = fold(text)
  return fold(words).split(' ').every((word) => plain.includes(word))
}

function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

export function start(box, cards) {
  const input = box.querySelector('input')
  const status = box.querySelector('[role=status]')
  box.hidden = false
  input.addEventListener('input', () => {
    let left = 0
    for (const card of cards) {
      card.hidden = !matches(input.value, `${card.textContent} ${card.dataset.also}`)
      left += card.hidden ? 0 : 1
    }
    status.textContent = input.value.trim() ? (left ? `${left} of ${cards.length}` : 'None found: try a wider word.') : ''
  })
}

if (typeof document !== 'undefined') {
  const box = document.querySelector('[data-filter]')
  if (box) start(box, [...document.querySelectorAll('[data-also]')])
}
