// A text field with a list under it, by the combobox pattern of the ARIA Authoring Practices (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/):
// the keyboard stays in the field, the arrow keys go through the options, Enter takes the active one.

export function combobox(input, list, enter) {
  let active = -1
  const options = () => [...list.querySelectorAll('[role=option]')]

  function go(to) {
    const all = options()
    all[active]?.setAttribute('aria-selected', 'false')
    active = to
    const option = all[active]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }

  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const last = options().length - 1
    if (event.key === 'ArrowDown' && last >= 0) go(active < last ? active + 1 : 0)
    else if (event.key === 'ArrowUp' && last >= 0) go(active > 0 ? active - 1 : last)
    else if (event.key === 'Enter') (options()[active] ?? { click: enter }).click()
    else {
      if (['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(event.key)) go(-1)
      return
    }
    event.preventDefault()
  })

  // New options, none of them active.
  return (groups) => {
    go(-1)
    list.replaceChildren(...groups)
    options().forEach((option, at) => {
      option.id = `${list.id}-${at}`
      option.setAttribute('aria-selected', 'false')
    })
    const any = options().length > 0
    list.hidden = !any
    input.setAttribute('aria-expanded', String(any))
  }
}
