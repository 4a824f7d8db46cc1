// Makes MiniSearch's and Pagefind's indexes of the same documents: `prepare.mjs FOLDER`, which holds documents.json.
import {cp, mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'

const folder = process.argv[2]
const documents = JSON.parse(await readFile(join(folder, 'documents.json'), 'utf8'))

const minisearch = join(folder, 'node_modules/minisearch/dist/es/index.js')
const {default: MiniSearch} = await import(pathToFileURL(minisearch))
const {INDUSTRY, MINISEARCH, isIndustry} = await import('./engines.js')
const index = new MiniSearch(MINISEARCH)
index.addAll(documents.map(({url, title, headings, text}) => ({url, title, headings, text})))
const here = join(folder, 'served/minisearch')
await mkdir(here, {recursive: true})
await writeFile(join(here, 'index.json'), JSON.stringify(index))
await cp(minisearch, join(here, 'minisearch.js'))

const pagefind = await import(pathToFileURL(join(folder, 'node_modules/pagefind/lib/index.js')))
const made = await pagefind.createIndex({forceLanguage: 'en'})
const complaints = [...made.errors]
for (const {url, html} of documents) {
  const content = isIndustry(url) ? html.replace('<body>', `<body data-pagefind-weight="${INDUSTRY}">`) : html
  complaints.push(...(await made.index.addHTMLFile({url: `/${url}`, content})).errors)
}
complaints.push(...(await made.index.writeFiles({outputPath: join(folder, 'served/pagefind')})).errors)
await pagefind.close()
if (complaints.length) throw new Error(complaints.join('\n'))
