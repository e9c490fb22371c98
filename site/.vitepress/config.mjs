import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from './check.mjs'
import { anchor, linksOfTheRepository } from './markdown.mjs'
import { repository, sidebar } from './sidebar.mjs'

const { exclude, groups } = JSON.parse(readFileSync(join(repository, 'site/navigation.json'), 'utf8'))
const base = process.env.SITE_BASE ?? '/'
const icon = 'console/src/main/resources/io/sluicegate/console/web/console.svg'
const linkedFiles = new Set()

/** Pages lie outside of this folder, and import Vue once they are compiled. */
const packagesForPages = {
  name: 'packages-for-pages',
  enforce: 'pre',
  resolveId(source, importer, options) {
    const compiled = importer?.endsWith('.md') && source.startsWith('vue')
    return compiled ? this.resolve(source, fileURLToPath(import.meta.url), options) : null
  }
}

export default {
  title: 'Sluicegate',
  titleTemplate: ':title · Sluicegate',
  description: 'Machine-learning models inside the Kafka stream',
  base,
  head: [['link', { rel: 'icon', href: `${base}icon.svg` }]],
  srcDir: repository,
  srcExclude: exclude,
  rewrites: page => page.replace(/README\.md$/, 'index.md'),
  outDir: process.env.SITE_OUT ?? join(repository, 'site/target/www'),
  cacheDir: join(repository, 'site/target/cache'),
  vite: { plugins: [packagesForPages] },
  markdown: {
    attrs: { disable: true },
    anchor: { slugify: anchor },
    config: markdown => linksOfTheRepository(markdown, linkedFiles)
  },
  themeConfig: {
    logo: '/icon.svg',
    sidebar: sidebar(groups),
    outline: [2, 3],
    search: {
      provider: 'local',
      options: { miniSearch: { searchOptions: { combineWith: 'AND', fuzzy: 0.1 } } }
    }
  },
  buildEnd({ outDir }) {
    copy(icon, join(outDir, 'icon.svg'))
    linkedFiles.forEach(file => copy(file, join(outDir, file)))
    check(outDir, base)
  }
}

function copy(file, target) {
  mkdirSync(dirname(target), { recursive: true })
  copyFileSync(join(repository, file), target)
}
