// Says how it stands to those who hear the page: once the keys rest, and not the same thing twice in a row.
const REST = 700 // milliseconds

export function speaker(place) {
  let timer = 0
  return (words) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (place.textContent !== words) place.textContent = words
    }, REST)
  }
}
