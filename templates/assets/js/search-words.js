// Text to the words of the index. playbook/search/words.py says the same in Python, and why.

const LETTERS =
  '0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u0588\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4-\u05ea\u0620-\u0669\u066e-\u06d3' +
  '\u06d5-\u0963\u0966-\u167f\u1681-\u17d3\u17d7\u17dc-\u1c7f\u1c90-\u1fff\u3040-\u9fff\uac00-\ud7a3'
const RUN = `[${LETTERS}]+(?:'[${LETTERS}]+)*`
const PIECE = new RegExp(`[0-9]+(?:[.,][0-9]+)+(?![${LETTERS}])|${RUN}(?:[-\u2010]${RUN})*`, 'g')
const PLAIN = {
  '\u2019': "'", '\u02bc': "'", ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ',
}
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')
const NOT_VERBS = 'ceiling during evening everything morning news nothing something anything hundred'.split(' ')
const TURNS = /[aeiouy]+[^aeiouy]+/g
const SHORT = /(?:^|[^aeiouy])[aeiouy][^aeiouywx]$/
const LONGEST = 40
const folded = (text) =>
  text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '').replace(SPECIAL, (sign) => PLAIN[sign])

// The words as they are written; the parts of a word with hyphens stand together.
export const pieces = (text) => (folded(text).match(PIECE) ?? []).map(parts)

const cut = (word) => word.slice(0, LONGEST)

function parts(piece) {
  if (/^[0-9].*[.,]/.test(piece)) return [cut(piece.replace(/[.,]/g, ''))]
  return piece.split(/[-\u2010]/).map((part) => cut(part.replace(/'s$/, '').replaceAll("'", '')))
}

export const terms = (text) =>
  pieces(text).flatMap((found) => (found.length > 1 ? [...found, cut(found.join(''))] : found).map(stem))

const turns = (word) => (word.match(TURNS) ?? []).length

export function stem(word) {
  if (!/^[a-z]{4,}$/.test(word) || NOT_VERBS.includes(word)) return word
  const root = verb(singular(word))
  const bare = root.slice(0, -1)
  return /...e$/.test(root) && turns(bare) > +SHORT.test(bare) ? bare : root
}

const singular = (word) =>
  word
    .replace(/(..)ies$/, '$1y')
    .replace(/(ss|sh|ch|x|zz)es$/, '$1')
    .replace(/([^sui])s$/, '$1')

function verb(word) {
  const [, root] = /^(.{3,})ing$/.exec(word) ?? /^(.{2,}[^e])ed$/.exec(word) ?? []
  if (!root || !/[aeiouy]/.test(root)) return word
  if (/(at|bl|iz)$/.test(root)) return `${root}e`
  if (/([^aeioulsz])\1$/.test(root)) return root.slice(0, -1)
  return turns(root) === 1 && SHORT.test(root) ? `${root}e` : root
}

// The text in pieces, those that are one of the index's words marked.
export function highlights(text, words) {
  const found = []
  const add = (part, mark) => {
    if (found.at(-1)?.mark === mark) found.at(-1).text += part
    else if (part) found.push({ text: part, mark })
  }
  let at = 0
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.,][\p{L}\p{N}\p{M}]+)*/gu)) {
    add(text.slice(at, match.index), false)
    add(match[0], terms(match[0]).some((term) => words.some((word) => meets(term, word))))
    at = match.index + match[0].length
  }
  add(text.slice(at), false)
  return found
}

// A word with a star stands for all that start so.
const meets = (term, word) => term === word || (word.endsWith('*') && term.startsWith(word.slice(0, -1)))
