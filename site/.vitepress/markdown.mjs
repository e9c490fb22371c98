import { existsSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { repository } from './sidebar.mjs'

/** The anchor that GitHub gives to a heading, so that a link with an anchor leads to the same place here and there. */
export function anchor(heading) {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-')
}

/**
 * Links are written for a reader of the repository. On the site, a folder stands for its README, and a link to any other file
 * leads to a copy of that file, which `files` collects.
 */
export function linksOfTheRepository(markdown, files) {
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  markdown.core.ruler.push('links-of-the-repository', ({ tokens, env }) =>
    tokens
      .flatMap(token => token.children ?? [])
      .filter(token => token.type === 'link_open')
      .forEach(token => redirect(token, dirname(env.realPath ?? env.path), files))
  )
}

function redirect(link, folder, files) {
  const [, path, fragment = ''] = /^([^#]*)(#.*)?$/.exec(link.attrGet('href'))
  if (path === '' || /^[a-z]+:/i.test(path)) {
    return
  }
  const target = document(resolve(folder, decodeURI(path)))
  const href = relative(folder, target).split(sep).join(posix.sep)
  if (target.endsWith('.md')) {
    link.attrSet('href', href.replace(/README\.md$/, 'index.md') + fragment)
  } else if (target.startsWith(repository + sep) && existsSync(target)) {
    files.add(relative(repository, target))
    link.attrSet('href', href)
    link.attrSet('target', '_self')
  }
}

function document(path) {
  return existsSync(path) && statSync(path).isDirectory() ? join(path, 'README.md') : path
}
