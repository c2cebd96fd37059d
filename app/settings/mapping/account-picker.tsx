"use client";

import { type UseComboboxProps, useCombobox } from "downshift";
import { useTranslations } from "next-intl";
import { startTransition, useRef, useState } from "react";
import { type Account, searchAccounts, textOf } from "./account-search";

/** As tall as the list grows, in px: where so much does not fit below, it opens above. */
const LIST_PX = 272;
const { InputBlur, InputChange, InputClick, InputKeyDownEscape } = useCombobox.stateChangeTypes;

type AccountPickerProps = {
  label: string;
  /** The code; "" for none. */
  value: string;
  accounts: readonly Account[];
  /** The code of the one that is proposed. */
  proposed: string | null;
  onChange: (code: string) => void;
};

/** An account by typing some of its number or name, or from the list. What is emptied is none; what is half typed is nothing. */
export function AccountPicker({ label, value, accounts, proposed, onChange }: AccountPickerProps) {
  const translate = useTranslations("mapping");
  const [typed, setTyped] = useState<string | null>(null);
  const [isAbove, setAbove] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const items = typed === null ? [...accounts] : searchAccounts(accounts, typed);
  const selectedItem =
    value === ""
      ? null
      : (accounts.find(({ code }) => code === value) ?? { code: value, name: "" });
  const proposal = accounts.find(({ code }) => code === proposed) ?? null;
  const combobox = useCombobox<Account>({
    items,
    selectedItem,
    itemToString: textOf,
    itemToKey: (account) => account?.code,
    defaultHighlightedIndex: 0,
    stateReducer: keepChosen,
    onInputValueChange: ({ type, inputValue }) =>
      setTyped(type === InputChange ? inputValue : null),
    onIsOpenChange: ({ isOpen }) => {
      if (isOpen) setAbove(!fitsBelow(input.current));
      else setTyped(null);
    },
    // The field shows the choice at once; the rest of the form, which is more work, follows.
    onSelectedItemChange: ({ selectedItem: account }) =>
      startTransition(() => onChange(account?.code ?? "")),
  });
  const { isOpen, getInputProps, getMenuProps, getItemProps, highlightedIndex } = combobox;
  const place = isAbove ? "bottom-full mb-1" : "top-full mt-1";
  return (
    <div className="relative">
      <input
        {...getInputProps({
          ref: input,
          "aria-label": label,
          placeholder: proposal
            ? translate("proposedText", { proposal: textOf(proposal) })
            : translate("choose"),
          autoComplete: "off",
          spellCheck: false,
          onFocus: ({ currentTarget }) => currentTarget.select(),
          onKeyDown: (event) => {
            // Enter chooses from the list; it never saves the whole form.
            if (event.key === "Enter" && !isOpen) event.preventDefault();
          },
        })}
        className="min-h-8 w-full rounded-md border border-edge bg-card py-1 pr-7 pl-2 text-ink text-ellipsis placeholder:text-muted"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-muted"
      >
        ▾
      </span>
      <div
        className={`absolute inset-x-0 z-10 min-w-64 rounded-md border border-line bg-card shadow-lg ${place}`}
        hidden={!isOpen}
      >
        <ul {...getMenuProps({ "aria-label": label })} className="max-h-64 overflow-y-auto py-1">
          {isOpen &&
            items.map((account, index) => (
              <li
                key={account.code}
                {...getItemProps({ item: account, index })}
                className={`flex cursor-pointer gap-2 px-2 py-1 ${index === highlightedIndex ? "bg-busy-soft" : ""} ${account.code === value ? "font-semibold" : ""}`}
              >
                <span className="tabular-nums">{account.code}</span>
                <span className="grow">
                  {account.name}
                  {account.isNotDeducted && ` (${translate("notDeductedMark")})`}
                </span>
                {account.code === proposed && (
                  <span className="text-busy text-xs">{translate("proposed")}</span>
                )}
              </li>
            ))}
        </ul>
        {isOpen && items.length === 0 && (
          <p role="status" className="px-2 pb-2 text-muted">
            {translate("noAccount")}
          </p>
        )}
      </div>
    </div>
  );
}

/** Leaving and Escape keep what was chosen; leaving an emptied field empties it, and Tab takes what typing has found. */
const keepChosen: NonNullable<UseComboboxProps<Account>["stateReducer"]> = (
  state,
  { type, changes },
) => {
  const chosen = textOf(state.selectedItem);
  const kept = { ...changes, selectedItem: state.selectedItem, inputValue: chosen };
  if (type === InputClick) return { ...changes, isOpen: true };
  if (type === InputKeyDownEscape) return kept;
  if (type !== InputBlur) return changes;
  if (state.inputValue.trim() === "") return { ...changes, selectedItem: null, inputValue: "" };
  const hasFound = state.inputValue !== chosen && changes.selectedItem !== state.selectedItem;
  return hasFound ? changes : kept;
};

/** The frame is as tall as its page, and what hangs out of it is not to be seen. */
function fitsBelow(input: HTMLElement | null): boolean {
  if (!input) return true;
  const { top, bottom } = input.getBoundingClientRect();
  const below = document.body.getBoundingClientRect().bottom - bottom;
  return below >= LIST_PX || top < LIST_PX;
}
