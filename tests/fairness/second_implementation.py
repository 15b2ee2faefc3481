"""Computes with SciPy and statsmodels what Evenhand computed: reads {method: [inputs]} and answers {method: [results]}.

Only what both define is answered; a field that is None is not compared.
"""

import json
import math
import sys
import warnings

import numpy as np
from scipy import optimize, stats
from scipy.stats import contingency
from statsmodels.stats import contingency_tables, inter_rater, multitest, weightstats
from statsmodels.stats import proportion as rates

warnings.filterwarnings("ignore")


def finite(value):
    """A float, or None where the other library has no number for it."""
    value = float(value)
    return value if math.isfinite(value) else None


def interval(compute):
    try:
        return [finite(end) for end in compute()]
    except (ValueError, RuntimeError, ZeroDivisionError):
        return [None, None]


def proportion_ci(given):
    x, n = given["x"], given["n"]
    return {
        "wilson": interval(lambda: rates.proportion_confint(x, n, method="wilson")),
        "clopper_pearson": interval(lambda: rates.proportion_confint(x, n, method="beta")),
    }


Z95 = stats.norm.isf(0.025)


def most_likely(slope, low, high):
    """Where a concave log-likelihood with this derivative is highest between two ends."""
    inset = 1e-14 * (high - low)
    first, last = low + inset, high - inset
    if slope(first) <= 0:
        return low
    if slope(last) >= 0:
        return high
    return optimize.brentq(slope, first, last, xtol=1e-16, rtol=8.9e-16, maxiter=500)


def slope_of(x, n, p):
    return (x / max(p, 1e-300) if x else 0.0) - ((n - x) / max(1 - p, 1e-300) if n > x else 0.0)


def score_of_difference(pair, delta):
    """Miettinen and Nurminen's statistic, its rates found by maximising the likelihood instead of in closed form."""
    x1, n1, x2, n2 = pair
    p2 = most_likely(
        lambda p: slope_of(x1, n1, p + delta) + slope_of(x2, n2, p), max(0.0, -delta), min(1.0, 1.0 - delta)
    )
    p1 = p2 + delta
    variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * (n1 + n2) / (n1 + n2 - 1)
    gap = x1 / n1 - x2 / n2 - delta
    return math.copysign(math.inf, gap) if variance <= 0 and gap else gap / math.sqrt(max(variance, 1e-300))


def score_of_ratio(pair, ratio):
    """Koopman's statistic, in the same way."""
    x1, n1, x2, n2 = pair
    p2 = most_likely(
        lambda p: ratio * slope_of(x1, n1, ratio * p) + slope_of(x2, n2, p), 0.0, min(1.0, 1.0 / ratio)
    )
    p1 = min(1.0, ratio * p2)
    variance = p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2
    gap = x1 / n1 - ratio * x2 / n2
    return math.copysign(math.inf, gap) if variance <= 0 and gap else gap / math.sqrt(max(variance, 1e-300))


def crossing(score, inside, outside, level):
    """Where a falling statistic takes a value; None when it does not up to the outer end."""
    bounded = lambda v: max(-1e6, min(1e6, score(v) - level))
    if bounded(inside) * bounded(outside) > 0:
        return None
    return optimize.brentq(bounded, inside, outside, xtol=1e-15, rtol=8.9e-16, maxiter=500)


def miettinen_nurminen(pair):
    x1, n1, x2, n2 = pair
    difference = x1 / n1 - x2 / n2
    score = lambda delta: score_of_difference(pair, delta)
    edge = 1 - 1e-12
    return [crossing(score, difference, -edge, Z95), crossing(score, difference, edge, -Z95)]


def koopman(pair):
    x1, n1, x2, n2 = pair
    if x1 == 0 and x2 == 0:
        return [0.0, None]
    score = lambda log: score_of_ratio(pair, math.exp(log))
    middle = math.log((x1 or 0.5) * n2 / (n1 * (x2 or 0.5)))
    lower = 0.0 if x1 == 0 else crossing(score, middle + 20 * (x2 == 0), middle - 20, Z95)
    upper = None if x2 == 0 else crossing(score, middle - 20 * (x1 == 0), middle + 20, -Z95)
    return [
        lower if x1 == 0 or lower is None else math.exp(lower),
        None if upper is None else math.exp(upper),
    ]


def ratio_ci(given):
    """statsmodels' own score intervals are wrong by up to some per cent; the likelihood decides here instead."""
    pair = (given["x1"], given["n1"], given["x2"], given["n2"])
    whole = given["x1"] and given["x2"]
    return {
        "katz_log": interval(lambda: contingency.relative_risk(*pair).confidence_interval()) if whole else None,
        "koopman_score": koopman(pair),
        "difference": {
            "newcombe": interval(
                lambda: rates.confint_proportions_2indep(*pair, method="newcomb", compare="diff", correction=True)
            ),
            "miettinen_nurminen": miettinen_nurminen(pair),
        },
    }


def fisher(given):
    table = np.array(given["table"])
    (a, b), (c, d) = given["table"]
    p = {side: stats.fisher_exact(table, side)[1] for side in ("two-sided", "less", "greater")}
    own = stats.hypergeom(a + b + c + d, a + c, a + b).pmf(a)
    fixed = 0 in (a + b, c + d, a + c, b + d)  # the margins leave one table: there is nothing to halve
    mid = 1.0 if fixed else p["two-sided"] - own / 2
    answer = {"p": p["two-sided"], "p_less": p["less"], "p_greater": p["greater"], "p_mid": mid}
    if min(a, b, c, d) > 0:
        odds = contingency.odds_ratio(table, kind="conditional")
        answer["conditional_or"] = finite(odds.statistic)
        answer["or_ci95"] = [finite(end) for end in odds.confidence_interval()]
    return answer


def boschloo(given):
    answer = stats.boschloo_exact(given["table"], alternative=given["alternative"], n=64)
    return {"fisher_p_statistic": finite(answer.statistic), "p": finite(answer.pvalue)}


def cmh(given):
    strata = [np.array(table, dtype=float) for table in given["strata"]]
    pooled = contingency_tables.StratifiedTable(strata)
    exact = np.array([1.0])
    low = observed = 0
    for (a, b), (c, d) in given["strata"]:
        first, last = max(0, (a + b) + (a + c) - (a + b + c + d)), min(a + b, a + c)
        exact = np.convolve(exact, stats.hypergeom(a + b + c + d, a + c, a + b).pmf(np.arange(first, last + 1)))
        low, observed = low + first, observed + a
    own = exact[observed - low]
    plain, adjusted = pooled.test_equal_odds(), pooled.test_equal_odds(adjust=True)
    without, corrected = pooled.test_null_odds(), pooled.test_null_odds(correction=True)
    off = sum(table[0, 0] - table[0].sum() * table[:, 0].sum() / table.sum() for table in strata)
    corrects = 0.0 if abs(off) < 0.5 else corrected.statistic  # R and Evenhand never let the correction overshoot
    df = len(strata) - 1
    return {
        "common_or_mh": finite(pooled.oddsratio_pooled),
        "or_ci95_rbg": [finite(end) for end in pooled.oddsratio_pooled_confint()],
        "chi2": finite(without.statistic),
        "p": stats.chi2.sf(without.statistic, 1),  # statsmodels takes 1 - cdf, which ends at 1e-16
        "chi2_cc": finite(corrects),
        "p_cc": stats.chi2.sf(corrects, 1),
        "breslow_day": finite(plain.statistic),
        "breslow_day_p": stats.chi2.sf(plain.statistic, df),
        "tarone": finite(adjusted.statistic),
        "tarone_p": stats.chi2.sf(adjusted.statistic, df),
        "exact_p_two_sided": finite(exact[exact <= own * (1 + 1e-7)].sum()),
        "exact_p_greater": finite(exact[observed - low :].sum()),
    }


def k_proportions(given):
    chosen, n = np.array(given["selected"]), np.array(given["n"])
    chi2, p, df, _ = stats.chi2_contingency([chosen, n - chosen], correction=False)
    return {"chi2": finite(chi2), "df": df, "p": finite(p)}


def pairwise_proportions(given):
    chosen, n = given["selected"], given["n"]
    answer = {}
    for i in range(len(n)):
        for j in range(i):
            table = [[chosen[j], n[j] - chosen[j]], [chosen[i], n[i] - chosen[i]]]
            answer[f"{i + 1}-{j + 1}"] = finite(stats.chi2_contingency(table, correction=given["yates"])[1])
    return answer


def p_adjust(given):
    names = {"bonferroni": "bonferroni", "holm": "holm", "hochberg": "simes-hochberg", "bh": "fdr_bh", "by": "fdr_by"}
    return {name: list(multitest.multipletests(given["p"], method=theirs)[1]) for name, theirs in names.items()}


def cohen_kappa(given):
    answer = {}
    for name, weights in (("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")):
        kappa = inter_rater.cohens_kappa(np.array(given["table"]), wt=weights)
        answer[name] = {
            "kappa": finite(kappa.kappa),
            "ase": finite(kappa.std_kappa),
            "ci95": [finite(kappa.kappa_low), finite(kappa.kappa_upp)],
            "z": finite(kappa.z_value),
            "p_two": finite(kappa.pvalue_two_sided),
        }
    return answer


def fleiss_kappa(given):
    return {"fleiss": finite(inter_rater.fleiss_kappa(np.array(given["counts"])))}


def mcnemar(given):
    (_, b), (c, _) = given["table"]
    answer = {"p_exact": finite(contingency_tables.mcnemar(given["table"], exact=True).pvalue)}
    if b != c:  # R and Evenhand never let the correction overshoot; statsmodels does
        corrected = contingency_tables.mcnemar(given["table"], exact=False)
        answer.update(chi2_cc=finite(corrected.statistic), p_cc=finite(corrected.pvalue))
    return answer


def impact(given):
    (first, second) = given["groups"]
    is_higher = second["selected"] * first["n"] > first["selected"] * second["n"]
    high, low = (second, first) if is_higher else (first, second)
    z = rates.proportions_ztest([low["selected"], high["selected"]], [low["n"], high["n"]])[0]
    name = low["category"]
    return {"z": {name: finite(z)}, "p": {name: finite(2 * stats.norm.sf(abs(z)))}}


def icc(given):
    """The one-way and the two-way mixed coefficients from sums of squares, with their exact intervals."""
    x = np.array(given["ratings"], dtype=float)
    n, k = x.shape
    rows, columns, grand = x.mean(axis=1), x.mean(axis=0), x.mean()
    between = k * ((rows - grand) ** 2).sum() / (n - 1)
    within = ((x - rows[:, None]) ** 2).sum() / (n * (k - 1))
    rest = ((x - rows[:, None] - columns + grand) ** 2).sum() / ((n - 1) * (k - 1))

    def ends(f, df):
        lower = f / stats.f.isf(0.025, n - 1, df)
        upper = f * stats.f.isf(0.025, df, n - 1)
        return [finite((end - 1) / (end + k - 1)) for end in (lower, upper)]

    return {
        "ICC1": finite((between - within) / (between + (k - 1) * within)),
        "ICC3_C1": finite((between - rest) / (between + (k - 1) * rest)),
        "F": {"ICC1": finite(between / within), "ICC3": finite(between / rest)},
        "ci95": {"ICC1": ends(between / within, n * (k - 1)), "ICC3": ends(between / rest, (n - 1) * (k - 1))},
    }


def power(given):
    n, p1, p2 = given["n"], given["p1"], given["p2"]
    middle = (p1 + p2) / 2
    reach = math.sqrt(n) * abs(p1 - p2) - Z95 * math.sqrt(2 * middle * (1 - middle))
    return {"power": finite(stats.norm.cdf(reach / math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))))}


def equivalence(given):
    differences = np.array(given["differences"], dtype=float)
    if np.ptp(differences) == 0:
        return {}
    p, low, high = weightstats.DescrStatsW(differences).ttost_mean(given["low"], given["high"])
    return {"p": finite(p), "p_low": finite(low[1]), "p_high": finite(high[1])}


def quantiles(given):
    return {"quantiles": [finite(each) for each in np.quantile(given["values"], given["shares"])]}


METHODS = {
    "equivalence": equivalence,
    "quantiles": quantiles,
    "icc": icc,
    "power": power,
    "proportion-ci": proportion_ci,
    "ratio-ci": ratio_ci,
    "fisher": fisher,
    "boschloo": boschloo,
    "cmh": cmh,
    "k-proportions": k_proportions,
    "pairwise-proportions": pairwise_proportions,
    "p-adjust": p_adjust,
    "cohen-kappa": cohen_kappa,
    "fleiss-kappa": fleiss_kappa,
    "mcnemar": mcnemar,
    "impact": impact,
}


def printable(value):
    """The same without NaN and infinity, which JSON does not know, and without types of NumPy."""
    if isinstance(value, dict):
        return {name: printable(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(each) for each in value]
    return None if value is None else finite(value)


given = json.load(sys.stdin)
json.dump({method: [printable(METHODS[method](each)) for each in inputs] for method, inputs in given.items()}, sys.stdout)
