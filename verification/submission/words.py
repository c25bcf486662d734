"""What the names of parameters usually mean: proposals only, which trial calls then confirm or refute.

Each role has its words in the languages that such files are written in. A name is split at underscores, capitals and
digits; the share of its parts that speak for a role is the weight of the proposal.
"""

from __future__ import annotations

import re

# The roles: X, y, theta (all parameters), w and b (split into weights and intercept), lr, k (iterations),
# penalty (λ of ‖w‖²), lasso (that of ‖w‖₁), norm (which of the two), momentum, tolerance, flag, batch, seed,
# m and d (sizes), degree, shape (that of X), points (columns x, y), frame, worst (a cost that is to be beaten),
# patience (steps without an improvement), every (after how many steps something is shown),
# predicted, residual, history, cost_function, gradient_function, predict_function.
_WORDS = {
    "X": "x xs tx feature features input inputs predictors matrix design regressors merkmale eingabe entradas "
    "entrada caracteristicas variables caracteristique independent sqft area areas size sizes km mileage "
    "hours entrees entree ingressi ingresso caratteristiche kenmerken cechy fitur ozellikler",
    "y": "y ys yy target targets label labels output outputs response truth actual observed dependent ziel "
    "zielwerte salida salidas saida saidas sortie objetivo alvo price prices preis precio prix true cible cibles "
    "bersaglio obiettivo uscita uscite prezzi prezzo precios precos preco etichette etiquetas doel cel hedef",
    "theta": "theta thetas th coefficients coefficient coef coefs coeff coeffs beta betas params param parameters "
    "parameter parametros parametre parametres koeffizienten thetha tetha theeta teta vector θ β model",
    "w": "w weight weights ws slope gradient pendiente steigung pente gewicht gewichte pesos peso poids "
    "inclinacao slopes m pesi pendenza inclinaison gewichten helling wagi agirlik agirliklar egim bobot",
    "b": "b bo bias intercept offset c const constant ordenada achsenabschnitt sesgo vies biais interception q "
    "yintercept intercetta intercepto ordonnee sapma",
    "lr": "alpha lr eta rate learning learn stepsize step learningrate lernrate schrittweite tasa aprendizaje "
    "taxa aprendizado apprentissage taux gamma lrate alfa α η rho speed l pas paso passo krok tasso "
    "apprendimento leersnelheid stapgrootte laju ogrenme",
    "k": "repeat iter iters iteration iterations epoch epochs steps times loops itr itrs repeats cycles rounds runs "
    "iteraciones iteracoes iterationen epocas epochen iterationsanzahl schritte maxiter niter iterate nb "
    "epoche epocs numiter max repetitions iterazioni cicli ciclos tours pasos passos passi stappen iteracje iterasi "
    "iterasyon",
    "penalty": "lambda lambd lmbd lbda lmd lamd lmb lmda lmbda lamb lam lamda λ reg regularization "
    "regularisation regularizer penalty penality punish punishing punishingrate ridge lasso l2 decay shrinkage "
    "strength",
    "lasso": "l1ratio",
    "momentum": "momentum momento impulso nesterov",
    "tolerance": "err error tol tolerance eps epsilon precision threshold convergence delta stop stopping min toleranz "
    "toler umbral schwelle seuil ε",
    "patience": "patience",
    "every": "every interval freq frequency",
    "flag": "verbose plot debug print show display log logging animate draw quiet silent disp progress "
    "save return early graph trace shuffle imprimir mostrar afficher anzeigen",
    "batch": "batch batchsize minibatch bs mb",
    "seed": "seed random rng state",
    "m": "m n len observations observation obs samples examples count cantidad quantidade anzahl size length rows "
    "nsamples nobs n_points",
    "d": "n d features columns nfeatures dim dims ndim ndims dimension dimensions",
    "degree": "degree",
    "points": "points data dataset pts coordinates datos daten dados samples training train",
    "frame": "df frame dataframe table",
    "predicted": "predicted pred preds prediction predictions yhat hat ypred hypothesis h estimates estimate a fitted "
    "vorhersage prediccion output outputs previsto prevista previstos predito predicho prevu estimado stimato",
    "residual": "error errors residual residuals loss diff difference fehler err errs res dz",
    "history": "history histories costs losses hist record log path trajectory list memo",
    "cost_function": "cost costfunction loss lossfunction objective function func fn f j",
    "gradient_function": "gradient gradientfunction grad derivative function func fn dj",
    "predict_function": "predict hypothesis model h f function fn",
}
_BY_WORD: dict[str, list[str]] = {}
for _role, _words in _WORDS.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, []).append(_role)

# Parts that say nothing of their own: `num_iters`, `w_init`, `x_train`, `initial_theta`.
_FILLERS = frozenset(
    str.split(
        "train training init initial in start new old current cur curr prev the of number num n input arr "
        "array values value vals val set data vec list my get all no tr test best param function fn col "
        "column next total temp tmp np mat starting now last final scaled norm normalized bar j self term parm "
    )
)

# Names that mean one thing however they are read, because habit is stronger than their parts.
_WHOLE = {
    "m": {"w": 0.6, "m": 0.6}, "n": {"k": 0.5, "d": 0.5, "m": 0.5},
    "a": {"w": 0.5, "b": 0.4, "lr": 0.4, "predicted": 0.2}, "b": {"b": 1.0, "w": 0.3}, "c": {"b": 0.8, "penalty": 0.3},
    "C": {"penalty": 0.7, "b": 0.6},
    "l": {"lr": 0.4, "penalty": 0.5}, "L": {"lr": 0.9, "penalty": 0.3}, "N": {"m": 0.9, "k": 0.4}, "D": {"d": 1.0},
    "t": {"theta": 0.7, "y": 0.5, "k": 0.2}, "A": {"X": 0.8, "predicted": 0.4}, "q": {"b": 0.7},
    "k": {"k": 0.4, "w": 0.5}, "i": {"k": 0.6}, "h": {"predicted": 0.8}, "d": {"d": 0.5, "b": 0.3},
    "p": {"theta": 0.5}, "x": {"X": 1.0}, "X": {"X": 1.0}, "y": {"y": 1.0}, "Y": {"y": 1.0}, "w": {"w": 1.0},
    "W": {"w": 1.0}, "e": {"k": 0.3, "residual": 0.5}, "data": {"points": 0.9, "frame": 0.8, "X": 0.4},
    "z": {"predicted": 0.4}, "s": {"lr": 0.3, "k": 0.3}, "r": {"lr": 0.5, "residual": 0.5},
    "model": {"predict_function": 0.5, "theta": 0.3}, "epsilon": {"tolerance": 0.9, "lr": 0.4}, "mu": {"lr": 0.6},
    "step": {"lr": 0.7, "k": 0.4}, "steps": {"k": 1.0}, "alpha": {"lr": 1.0, "penalty": 0.4, "b": 0.2},
    "beta": {"theta": 0.9, "w": 0.5}, "x_train": {"X": 1.0}, "y_train": {"y": 1.0}, "y_true": {"y": 1.0},
    "y_pred": {"predicted": 1.0}, "f_wb": {"predicted": 0.9},
    "gradient": {"w": 0.2, "gradient_function": 0.7, "theta": 0.1}, "max": {"k": 0.4},
    "train": {"points": 0.6, "X": 0.6}, "points": {"points": 1.0}, "samples": {"points": 0.5, "X": 0.5, "m": 0.5},
    "size": {"m": 0.8}, "error": {"residual": 0.8, "tolerance": 0.5}, "y_hat": {"predicted": 1.0},
    "yhat": {"predicted": 1.0}, "output": {"y": 0.6, "predicted": 0.6}, "step_size": {"lr": 1.0},
    "start": {"theta": 0.8}, "initial": {"theta": 0.8}, "init": {"theta": 0.8},
    "guess": {"theta": 0.6, "predicted": 0.6},
    "shape": {"shape": 1.0}, "input_shape": {"shape": 1.0}, "data_shape": {"shape": 1.0}, "x_shape": {"shape": 1.0},
    "X_shape": {"shape": 1.0},
    "landa": {"lr": 1.0, "penalty": 0.95},
    "num_batches": {"every": 1.0}, "n_batches": {"every": 1.0},  # one, if any number has to be given
    "batch_size": {"batch": 1.0}, "mini_batch_size": {"batch": 1.0}, "minibatch_size": {"batch": 1.0},
    "mb_size": {"batch": 1.0},
    "max_iter": {"k": 1.0}, "n_iter": {"k": 1.0}, "lambda_": {"penalty": 1.0}, "l_rate": {"lr": 1.0},
}  # fmt: skip


_BEFORE = frozenset(["initial", "init", "prev", "previous", "last", "old", "best", "lowest"])
_COUNTING = frozenset(["n", "nb", "num", "number"])
_STEPS = frozenset(str.split("step steps pas paso pasos passo passos passi krok schritte adim"))
_LOSS = frozenset(["error", "err", "cost", "loss", "mse", "sse"])
_DERIVATIVES = frozenset(["grad", "gradient", "grads", "derivative", "deriv"])
_SINGLE = frozenset(["m", "b", "w", "c", "theta", "slope", "intercept", "bias", "weight", "weights"])


_STRENGTH = r"(?:coeff?s?|reg\w*|penalty|param|parm|lambda_?|lam|alpha|weight|ratio|strength|rate|decay)"
_PENALTY = re.compile(rf"^(?:{_STRENGTH}_)?[lL]([12])(?:_{_STRENGTH})?$")
"""l2_coef, lambda_l1: of which norm a penalty is."""


def proposals(name: str) -> dict[str, float]:
    """Roles that the name may mean, each with a weight up to 1."""
    if name in _WHOLE:
        return dict(_WHOLE[name])
    if norm := _PENALTY.match(name):
        return {"penalty" if norm[1] == "2" else "lasso": 1.0}
    parts = split(name)
    if (told := _together(parts)) is not None:
        return told
    if parts[0] in ("x", "y") and len(parts) > 1 and not any("predicted" in _roles(part) for part in parts[1:]):
        return {parts[0].upper() if parts[0] == "x" else "y": 0.9}  # x_scaled, X_b, y_train
    digits = [part for part in parts if part.isdigit()]
    words = [part for part in parts if not part.isdigit()]
    telling = [part for part in words if part not in _FILLERS] or words
    if len(telling) == 1 and len(telling[0]) == 1 and telling[0] in _WHOLE:  # b_curr is a b
        letter = _WHOLE[telling[0]]
        return _indexed({role: weight / max(letter.values()) for role, weight in letter.items()}, digits, telling)
    weights: dict[str, float] = {}
    for place, part in enumerate(telling):
        for role in _roles(part):
            # The last word is what the thing is: `cost_history` is a history, `learning_rate` a rate.
            share = (1.25 if place == len(telling) - 1 else 1.0) / len(telling)
            weights[role] = min(1.0, weights.get(role, 0) + share * 0.9)
    return _indexed(weights, digits, telling)


_ESTIMATED = frozenset(["pred", "hat", "est", "estimate", "guess"])
_LINE = {"m": "w", "w": "w", "slope": "w", "weight": "w", "b": "b", "c": "b", "bias": "b", "intercept": "b"}


def _together(parts: list[str]) -> dict[str, float] | None:
    """What parts mean together and not each by itself; None if nothing."""
    if set(parts) & _BEFORE and set(parts) & _LOSS:
        return {"worst": 1.0}  # the cost that is to be beaten: initial_error, prev_cost
    if set(parts) & _COUNTING and set(parts) & _STEPS:
        return {"k": 1.0}  # n_pas, nb_steps
    if len(parts) == 2 and parts[1] in _ESTIMATED and parts[0] in _LINE:
        return {_LINE[parts[0]]: 1.0}  # m_pred, b_hat: of a line, and no ŷ
    derivative = len(parts) == 2 and set(parts) & _DERIVATIVES and "function" not in parts and set(parts) & _SINGLE
    return {} if derivative else None  # m_grad is no m


def _roles(part: str) -> list[str]:
    if part in _WHOLE and len(part) == 1:
        return list(_WHOLE[part])
    known = _BY_WORD.get(part) or _BY_WORD.get(part.rstrip("s"), [])
    if known or len(part) < 5:
        return known
    return [role for word, roles in _BY_WORD.items() if len(word) > 3 and word in part for role in roles]


def _indexed(weights: dict[str, float], digits: list[str], words: list[str]) -> dict[str, float]:
    """θ₀ is an intercept and θ₁ a weight, whatever letter stands for θ."""
    parameters = max((weights.get(role, 0) for role in ("theta", "w", "b")), default=0)
    if not digits or not parameters or words in (["x"], ["y"]):
        return weights
    kept = {role: weight for role, weight in weights.items() if role not in ("theta", "w", "b")}
    return {**kept, "b" if int(digits[-1]) == 0 else "w": min(1.0, parameters + 0.1)}


_GROWN_TOGETHER = re.compile(r"^([xy])(train|test|tr|te|val|data|vals|values|list|arr|array|vect?|vector|mat|matrix)$")
"""xtrain, yvect: two words in one."""


def split(name: str) -> list[str]:
    """The parts of a name, in small letters: `numIters2` → num, iters, 2."""
    name = _GROWN_TOGETHER.sub(r"\1_\2", name)
    return [part.lower() for part in re.findall(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+", name)] or [name]


_WATCHED = frozenset(["val", "valid", "validation", "test", "dev", "eval", "holdout"])


def is_held_out(name: str) -> bool:
    """X_val, test_losses: what belongs to samples on which a fit is only watched."""
    return bool(_WATCHED & set(split(name)))


def is_flag(name: str) -> bool:
    """verbose, plot_history: what is true or false."""
    return proposals(name).get("flag", 0) > 0.5


_GOALS = {
    "descend": "desc decent ajustar treinar entrenar ajuster entrainer trainieren anpassen treino egit find best "
    "descent inis inisi gradesc graddesc graddescent apprendre aprender lernen addestra allena impara discesa "
    "entrena treina ajusta ajuste entraine apprends descend gd fit train learn optimize optimise regressao regresion "
    "optimizer minimize run regression solve sgd bgd training descenso descida abstieg descente "
    "gradientdescent batchgradientdescent linearregression iterate regress",
    "step": "step update epoch etape paso passo schritt krok",
    "cost": "cost costs errors losses loss mse error objective j sse rss kosten coste costo custo perte fehler "
    "criterion squared cuadrados lost costfunction computecost e err erro erros errore erreur cout couts "
    "perdita perdida kayip maliyet hata",
    "gradient": "der gradient gradients gradyan gradyani grad grads derivative derivatives derivate derivada derivadas "
    "derivee dj gradiente ableitung backward backprop partial deriv jacobian propagate",
    "predict": "prever predecir predire vorhersagen tahmin predizer predict prediction hypothesis forward h model "
    "estimate predictions vorhersage hypothese f line hyp predice predici previsao previsione estimer "
    "predis voorspel prediksi",
    "metric": "closed form ols analytic analytical pinv svd lstsq exact rmse mae absolute r2 score accuracy r "
    "squared rsquared normalize plot show load read split scale standardize main print normal equation "
    "zscore mape correlation std mean rmsle test",
}


_OTHERS = re.compile(
    r"logistic|ridge|lasso|elastic|poly|tree|scal|bayes|kernel|svm|normal_?eq|coord|online|huber|lad|l1|mae|abs|robust|"
    r"weighted|wrong|bad|bugg?|naive|broken|demo|example|test|no_?intercept|origin|momentum|adam|nesterov|newton|seidel|effects|panel",
    re.IGNORECASE,
)


def is_another(name: str) -> bool:
    """Whether a name says that something else than plain least squares by plain descent is meant."""
    return bool(_OTHERS.search(name))


def goal_weights(name: str) -> dict[str, float]:
    """What a function of this name is likely to be for."""
    parts = split(name)
    found = {goal: sum(part in words.split() for part in parts) / len(parts) for goal, words in _GOALS.items()}
    return {goal: weight for goal, weight in found.items() if weight}
