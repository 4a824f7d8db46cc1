// Light or dark, and the trade that is followed, as the reader chose, before the first paint. A classic script: a module would come
// too late. The event `trade` tells of another choice.
(function () {
  var root = document.documentElement
  var sheet = null
  var trade = null

  function stored(key) {
    try {
      return localStorage.getItem('playbook:' + key)
    } catch (refused) {
      return null // storage may be closed to us
    }
  }

  function chosen() {
    try {
      var found = JSON.parse(stored('trade'))
      var sound = /^[a-z][a-z0-9_-]*$/.test(found.id) && /^[\w/-]+$/.test(found.url) && typeof found.label === 'string'
      return sound ? found : null
    } catch (unreadable) {
      return null
    }
  }

  // The trade's name where the page shows it; whether that place is there yet.
  function name() {
    var place = document.querySelector('[data-trade-name]')
    if (place && trade) {
      place.textContent = trade.label
      place.href = place.dataset.root + trade.url
    }
    return Boolean(place)
  }

  // What is for another trade goes: `data-for` is for one trade alone, `data-unless` for all but some;
  // an empty `data-unless` is for those who have chosen none.
  function follow(event) {
    trade = event && event.detail ? event.detail.trade : chosen()
    try {
      sheet = sheet || new CSSStyleSheet()
      document.adoptedStyleSheets = [sheet]
    } catch (old) {
      return
    }
    var id = trade ? trade.id : ''
    sheet.replaceSync(id ? '[data-for]:not([data-for="' + id + '"]), [data-unless~="' + id + '"], [data-unless=""] { display: none !important }' : '')
    if (id) root.dataset.trade = id
    else delete root.dataset.trade
    name()
  }

  var colours = stored('theme')
  if (colours === 'dark' || colours === 'light') root.dataset.theme = colours
  follow()
  if (trade) {
    var observer = new MutationObserver(function () {
      if (name()) observer.disconnect()
    })
    observer.observe(root, { childList: true, subtree: true })
  }
  document.addEventListener('trade', follow)
  addEventListener('storage', function (event) {
    if (event.key === null || event.key === 'playbook:trade') follow()
  })
})()
