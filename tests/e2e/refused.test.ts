import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const FAR_AHEAD = "2099-12-31";

test("what Fiken refuses is shown with cause and fix, and is sent again by a press", async ({
  system: { fiken },
  goLive,
  frame,
  book,
}) => {
  await goLive();
  fiken.lockPeriod(FJORDLYS, FAR_AHEAD);
  const number = await book("Vanlig faktura");
  const line = transferRow(frame, number);
  await expect(line).toContainText(/Stoppet|Venter på deg/);
  const task = frame.getByRole("listitem").filter({ hasText: /Fiken kan ikke bokføre på/ });
  await expect(task).toContainText("Åpne perioden i Fiken og send på nytt");
  // Said once: in the list it is folded away.
  const list = frame.getByRole("table", { name: "Overføringer" });
  await expect(list.getByText(/Fiken kan ikke bokføre på/)).toBeHidden();

  fiken.lockPeriod(FJORDLYS, undefined);
  await list.getByText("Årsak og valg").click();
  await expect(list.getByText(/Fiken kan ikke bokføre på/)).toBeVisible();
  await frame.getByRole("button", { name: `Send på nytt: Faktura ${number}` }).click();
  await expect(line).toContainText("Verifisert");
  await expect(frame.getByText(/Fiken kan ikke bokføre/)).toHaveCount(0);
});
