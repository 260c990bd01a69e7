// Real pictures, drawn by the browser: no two alike.
import { launch } from "./browser.mjs";

/** `count` JPEG files of so many pixels. */
export async function photographs(count, width = 1600, height = 1200) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width, height } });
    const pictures = [];
    for (let at = 0; at < count; at += 1) {
      const hue = (at * 97) % 360;
      await page.setContent(`<body style="margin:0;height:100vh;background:repeating-linear-gradient(${hue}deg,hsl(${hue} 60% 40%) 0 ${20 + at}px,hsl(${hue + 40} 70% 70%) ${20 + at}px ${60 + at}px)">`);
      pictures.push(await page.screenshot({ type: "jpeg", quality: 90 }));
    }
    return pictures;
  } finally {
    await browser.close();
  }
}
