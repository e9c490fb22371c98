import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ORIGIN = 'http://site.invalid'
const LINK = /<(\w+)\b[^>]*?\s(href|src)="([^"]*)"/g
const ID = /\sid="([^"]*)"/g

/** Throws if a page links to a file or an anchor that the site doesn't have, or needs something from another host. */
export function check(outDir, base) {
  const files = readdirSync(outDir, { recursive: true }).filter(file => statSync(join(outDir, file)).isFile())
  const read = file => readFileSync(join(outDir, file), 'utf8')
  const html = new Map(files.filter(file => file.endsWith('.html')).map(file => [file, read(file)]))
  const ids = new Map([...html].map(([file, text]) => [file, new Set([...text.matchAll(ID)].map(([, id]) => id))]))

  const wrong = ([page, text]) =>
    [...text.matchAll(LINK)]
      .map(([, tag, , href]) => problem(tag, new URL(href.replaceAll('&amp;', '&'), `${ORIGIN}${base}${page}`)))
      .filter(found => found !== undefined)
      .map(found => `${page}: ${found}`)
  const problem = (tag, url) => {
    if (url.origin !== ORIGIN) {
      return tag === 'a' ? undefined : `<${tag}> asks ${url.host}`
    }
    const file = decodeURI(url.pathname).slice(base.length).replace(/(^|\/)$/, '$1index.html')
    const id = decodeURIComponent(url.hash.slice(1))
    if (!url.pathname.startsWith(base) || !existsSync(join(outDir, file))) {
      return `there is no ${url.pathname}`
    }
    return id === '' || !ids.has(file) || ids.get(file).has(id) ? undefined : `${file} has no #${id}`
  }
  const styles = files
    .filter(file => file.endsWith('.css') && /(@import|url\()\s*["']?(https?:)?\/\//.test(read(file)))
    .map(file => `${file}: a style asks another host`)

  const problems = [...new Set([...html].flatMap(wrong)), ...styles]
  if (problems.length > 0) {
    throw new Error(`${problems.length} dead links or foreign hosts:\n${problems.join('\n')}`)
  }
  console.log(`${html.size} pages, and no dead link or anchor in them`)
}
