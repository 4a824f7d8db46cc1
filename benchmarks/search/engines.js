// The engines behind one face: open() makes one ready, ask() ranks, show() fetches what the first results are shown with,
// addresses() names the first pages found. Pagefind loads a file for each result before it knows its address.

// What an industry of the atlas counts beside a page of the handbook: the best for both on those queries, of the five that README.md names.
export const INDUSTRY = 0.05
export const isIndustry = url => url.startsWith('atlas/')

// The best for MiniSearch on the queries for tuning, of the combinations that README.md names.
const STOP_WORDS = new Set(('a an and are as at be but by can do does for from how i if in is it me my of on or should that the this to ' +
  'was what when where which who will with you your').split(' '))

export const MINISEARCH = {
  idField: 'url',
  fields: ['title', 'headings', 'text'],
  storeFields: ['title'],
  processTerm: term => STOP_WORDS.has(term.toLowerCase()) ? null : term.toLowerCase(),
  searchOptions: {
    boost: {title: 2}, prefix: true, fuzzy: 0.2, combineWith: 'OR',
    boostDocument: url => isIndustry(url) ? INDUSTRY : 1,
  },
}

const inSite = address => decodeURIComponent(new URL(address, location.origin).pathname)

const ranked = (urls, show = async () => {}) => ({show, addresses: async count => urls.slice(0, count)})

const engines = {
  async minisearch() {
    const {default: MiniSearch} = await import('/minisearch/minisearch.js')
    const index = await MiniSearch.loadJSONAsync(await (await fetch('/minisearch/index.json')).text(), MINISEARCH)
    return async query => ranked(index.search(query).map(found => found.id))
  },

  async pagefind() {
    const pagefind = await import('/pagefind/pagefind.js')
    await pagefind.destroy()
    await pagefind.options({baseUrl: '/'})
    await pagefind.init()
    return async query => {
      const {results} = await pagefind.search(query)
      const show = count => Promise.all(results.slice(0, count).map(result => result.data()))
      return {show, addresses: async count => (await show(count)).map(page => inSite(page.raw_url ?? page.url).slice(1))}
    }
  },

  async ours({module}) {
    const root = new URL('/site/', location.origin).href
    const engine = await (await import(module)).open(root)
    return async query => {
      const {results} = await engine.find(query, {limit: 30})
      const urls = results.map(({url}) => inSite(new URL(url, root)).replace(/^\/site\//, '').replace(/index\.html$/, ''))
      return ranked([...new Set(urls)], count => Promise.all(results.slice(0, count).map(result => engine.snippet(result))))
    }
  },
}

let search

export async function open(name, options) {
  search = await engines[name](options)
}

let found

export async function ask(query) {
  found = await search(query)
}

export async function show(count) {
  await found.show(count)
}

export const addresses = count => found.addresses(count)

// Milliseconds until ten addresses are known, once for each query.
export async function time(queries) {
  const times = []
  for (const query of queries) {
    const before = performance.now()
    await (await search(query)).addresses(10)
    times.push(performance.now() - before)
  }
  return times
}
