// A list of the pages of each folder, made once a build; links to files lead to pages.
const folder = (url) => url.split("/").slice(0, -2).join("/");

function lists(all) {
  const found = new Map();
  const pages = [...all].sort((a, b) => a.data.weight - b.data.weight);
  for (const { url, data } of pages) {
    const key = folder(url);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push({ url, title: data.title });
  }
  return found;
}

module.exports = function (config) {
  config.amendLibrary("md", (md) => md.core.ruler.push("links", (state) => {
    const up = state.env.page?.url === "/" ? "" : "../";
    for (const block of state.tokens)
      for (const token of block.children || []) {
        const target = token.type === "link_open" && token.attrGet("href");
        if (target && target.endsWith(".md")) token.attrSet("href", up + target.slice(0, -3) + "/");
      }
  }));
  let made = null;
  config.on("eleventy.before", () => { made = null; });
  config.addFilter("section", (url, all) => {
    made ||= lists(all);
    const pages = made.get(folder(url));
    const at = pages.findIndex((page) => page.url === url);
    return { pages, previous: pages[at - 1], next: pages[at + 1] };
  });
  config.addPassthroughCopy({ "style.css": "style.css" });
  return { dir: { input: "content", includes: "../_includes", output: "_site" }, markdownTemplateEngine: false };
};
