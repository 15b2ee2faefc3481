"""The same counts and tests as the audit's, by pandas, SciPy and statsmodels; prints how many comparisons were made."""

import json
import sys
import warnings

import numpy as np
import pandas
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

warnings.filterwarnings("ignore")
definition, rows = json.load(open(sys.argv[1])), pandas.read_csv(sys.argv[2], dtype="category", keep_default_na=False)
for names in definition["intersections"]:
    crossed = rows[names[0]].astype(str) + ", " + rows[names[1]].astype(str)
    unknown = (rows[names[0]] == "unknown") | (rows[names[1]] == "unknown")
    rows[" × ".join(names)] = crossed.mask(unknown, "unknown").astype("category")
references = {category["name"]: category["reference"] for category in definition["categories"]}
for names in definition["intersections"]:
    references[" × ".join(names)] = ", ".join(references[name] for name in names)

made = 0


def compare(table, group, others):
    """table: requisition × (group, n, x); one comparison, raw and pooled."""
    global made
    first, second = table[table.group == group], table[table.group.isin(others)].groupby("requisition").sum(numeric_only=True)
    both = first.set_index("requisition")[["n", "x"]].join(second[["n", "x"]], how="inner", rsuffix="2")
    (n1, x1), (n2, x2) = both[["n", "x"]].sum(), both[["n2", "x2"]].sum()
    raw = [[x1, n1 - x1], [x2, n2 - x2]]
    stats.fisher_exact(raw)
    for measure in ("ratio", "diff"):
        try:
            confint_proportions_2indep(x1, n1, x2, n2, method="score", compare=measure)
        except ValueError:
            pass  # statsmodels finds no sign change for some large counts
    strata = [
        np.array([[row.x, row.n - row.x], [row.x2, row.n2 - row.x2]], dtype=float) for row in both.itertuples()
    ]
    pooled = StratifiedTable(strata)
    pooled.oddsratio_pooled_confint(), pooled.test_null_odds(), pooled.test_equal_odds(adjust=True)
    made += 1


for stage in definition["stages"]:
    among = rows if "from" not in stage else rows[rows[stage["from"]] == "1"]
    among = among[among[stage["to"]] != ""]
    for category, reference in references.items():
        counted = (
            pandas.DataFrame({"requisition": among.requisition, "group": among[category], "x": among[stage["to"]] == "1"})
            .groupby(["requisition", "group"], observed=True)
            .x.agg(["size", "sum"])
            .reset_index()
            .rename(columns={"size": "n", "sum": "x"})
        )
        counted = counted[counted.group != "unknown"]
        totals = counted.groupby("group", observed=True)[["n", "x"]].sum()
        for group, row in totals.iterrows():
            proportion_confint(row.x, row.n, method="wilson")
        highest = (totals.x / totals.n).idxmax()
        for group in totals.index:
            if group != highest:
                compare(counted, group, [highest])
            if group != reference:
                compare(counted, group, [reference])
            compare(counted, group, [other for other in totals.index if other != group])
print(made)
