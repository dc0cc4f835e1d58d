import { serve } from "@switchyard/testkit/node";
import { expect, it } from "vitest";
import { openPage } from "../src/browser.js";

const page = (body: string) => new Response(`<!doctype html><title>Page</title>${body}`, { headers: { "content-type": "text/html" } });

it("believes a frame's message only as far as the page's script does", async () => {
  let posted: string | undefined;
  await using issuer = await serve(() => page(`<script>window.parent.postMessage("id-1", "*")</script>`));
  await using shop = await serve(async (request) => {
    if (request.method === "POST") {
      posted = await request.text();
      return page("");
    }
    // The script waits for a message of another origin than the frame's.
    return page(`<iframe name="frame"></iframe><form id="collect" method="post" target="frame" action="${issuer.url}"></form>
      <form id="done" method="post" action="/done"></form><script>
      window.addEventListener("message", function (event) { if (event.origin === "https://issuer.example") document.getElementById("done").submit() });
      document.getElementById("collect").submit()</script>`);
  });
  expect((await openPage(shop.url)).url).toBe(`${shop.url}/`);
  expect(posted).toBeUndefined();
});

it("sends hidden fields as they were before they were escaped, with the button that was pressed", async () => {
  let posted: string | undefined;
  await using shop = await serve(async (request) => {
    if (request.method === "POST") posted = await request.text();
    return page(
      `<form method="post" action="/"><input type="hidden" name="JWT" value="a&amp;b&quot;&#39;&lt;"><button name="decision" value="pass">Pass</button></form>`,
    );
  });
  const asked = await openPage(shop.url);
  expect(asked.buttons).toEqual(["Pass"]);
  await asked.press("Pass");
  expect([...new URLSearchParams(posted)]).toEqual([
    ["JWT", `a&b"'<`],
    ["decision", "pass"],
  ]);
  await expect(asked.press("Fail")).rejects.toThrow('no button "Fail"');
});

it("does not follow pages that submit themselves for ever", async () => {
  await using shop = await serve(() => page(`<form id="again" action="/"></form><script>document.getElementById("again").submit()</script>`));
  await expect(openPage(shop.url)).rejects.toThrow("never come to rest");
});
