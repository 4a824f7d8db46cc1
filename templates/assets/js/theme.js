// Light or dark as the reader chose, before the first paint. A classic script: a module would come too late.
(function () {
  try {
    var chosen = localStorage.getItem('playbook:theme')
    if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen
  } catch (refused) {
    // Storage may be closed to us; the system's choice stands.
  }
})()
