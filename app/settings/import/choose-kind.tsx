"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox, DateField } from "@/app/ui/field";
import type { FieldsProps } from "./choose-form";
import { NumberField, useReason } from "./number-field";
import { ZoneField } from "./zone-field";

function KindSheet({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="rounded-md border border-line px-3 pt-1 pb-3">
      <legend className="px-1 font-semibold">{legend}</legend>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">{children}</div>
    </fieldset>
  );
}

export function CustomerFields({ form, draft: { customer }, onChange }: FieldsProps) {
  const translate = useTranslations("import");
  const reason = useReason(form, "customer");
  const { customerGroups, paymentTerms, layouts, vatZones } = form.available;
  const change = (part: Partial<typeof customer>) =>
    onChange({ customer: { ...customer, ...part } });
  return (
    <KindSheet legend={translate("kindsMany.customer")}>
      <NumberField
        label={translate("choose.customerGroup")}
        hint={reason("group")}
        options={customerGroups}
        value={customer.group}
        onChange={(group) => change({ group })}
      />
      <NumberField
        label={translate("choose.paymentTerms")}
        hint={reason("paymentTerms") ?? translate("choose.paymentTermsHint")}
        options={paymentTerms}
        value={customer.paymentTerms}
        onChange={(terms) => change({ paymentTerms: terms })}
      />
      <NumberField
        label={translate("choose.layout")}
        hint={reason("layout")}
        options={layouts}
        none={translate("choose.none")}
        value={customer.layout}
        onChange={(layout) => change({ layout })}
      />
      <ZoneField
        hint={reason("vatZone")}
        zones={vatZones}
        value={customer.vatZone}
        onChange={(vatZone) => change({ vatZone })}
      />
    </KindSheet>
  );
}

export function SupplierFields({ form, draft: { supplier }, onChange }: FieldsProps) {
  const translate = useTranslations("import");
  const reason = useReason(form, "supplier");
  const { supplierGroups, paymentTerms, vatZones } = form.available;
  const change = (part: Partial<typeof supplier>) =>
    onChange({ supplier: { ...supplier, ...part } });
  return (
    <KindSheet legend={translate("kindsMany.supplier")}>
      <NumberField
        label={translate("choose.supplierGroup")}
        hint={reason("group")}
        options={supplierGroups}
        value={supplier.group}
        onChange={(group) => change({ group })}
      />
      <NumberField
        label={translate("choose.paymentTerms")}
        hint={reason("paymentTerms") ?? translate("choose.paymentTermsHint")}
        options={paymentTerms}
        value={supplier.paymentTerms}
        onChange={(terms) => change({ paymentTerms: terms })}
      />
      <ZoneField
        hint={reason("vatZone")}
        zones={vatZones}
        value={supplier.vatZone}
        onChange={(vatZone) => change({ vatZone })}
      />
    </KindSheet>
  );
}

export function ProductFields({ form, draft, onChange }: FieldsProps) {
  const translate = useTranslations("import");
  const reason = useReason(form, "product");
  const { product } = draft;
  const { productGroups, units } = form.available;
  const change = (part: Partial<typeof product>) => onChange({ product: { ...product, ...part } });
  return (
    <KindSheet legend={translate("kindsMany.product")}>
      <NumberField
        label={translate("choose.productGroup")}
        hint={reason("group")}
        options={productGroups}
        value={product.group}
        onChange={(group) => change({ group })}
      />
      <NumberField
        label={translate("choose.unit")}
        hint={reason("unit")}
        options={units}
        none={translate("choose.none")}
        value={product.unit}
        onChange={(unit) => change({ unit })}
      />
      <StockFields {...{ form, draft, onChange }} />
    </KindSheet>
  );
}

function StockFields({ form, draft: { openingStock }, onChange }: FieldsProps) {
  const translate = useTranslations("import.choose");
  const { locations } = form.available;
  const begin = { location: locations[0]?.number ?? null, date: form.today };
  return (
    <>
      <div className="sm:col-span-2">
        <Checkbox
          label={translate("openingStock")}
          checked={openingStock !== null}
          disabled={locations.length === 0}
          onChange={({ target }) => onChange({ openingStock: target.checked ? begin : null })}
        />
        <p className="pl-6 text-muted text-xs">
          {translate(locations.length === 0 ? "openingStockNone" : "openingStockHint")}
        </p>
      </div>
      {openingStock && (
        <>
          <NumberField
            label={translate("location")}
            options={locations}
            value={openingStock.location}
            onChange={(location) => onChange({ openingStock: { ...openingStock, location } })}
          />
          <DateField
            label={translate("stockDate")}
            value={openingStock.date}
            max={form.today}
            required
            onChange={({ target }) =>
              onChange({ openingStock: { ...openingStock, date: target.value } })
            }
          />
        </>
      )}
    </>
  );
}
