import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** The groups of navigation.json with the titles of their pages. A page stands in the first group that names it. */
export function sidebar(groups) {
  const seen = new Set()
  const unseen = page => !seen.has(page) && seen.add(page)
  return groups.map(({ text, collapsed = false, pages }) => ({
    text,
    collapsed,
    items: pages.flatMap(matching).filter(unseen).map(page => ({ text: title(page), link: link(page) }))
  }))
}

/** The files that a pattern names, where * stands for any part of one name. */
function matching(pattern) {
  return pattern
    .split('/')
    .reduce((folders, name) => folders.flatMap(folder => entries(folder, name)), [''])
    .filter(file => existsSync(join(repository, file)))
}

function entries(folder, name) {
  const names = name.includes('*') ? readdirSync(join(repository, folder)).sort() : [name]
  const wanted = new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
  return names.filter(each => wanted.test(each)).map(each => posix.join(folder, each))
}

function title(page) {
  const heading = /^# (.+)$/m.exec(readFileSync(join(repository, page), 'utf8'))
  return heading[1].replaceAll('`', '')
}

function link(page) {
  return `/${page.replace(/README\.md$/, '').replace(/\.md$/, '.html')}`
}
