# SPDX-License-Identifier: GPL-3.0-or-later
# Draws what each scenario's answer looks like: the pictures of README.md and of the table in scenarios/README.md. Small runs, a few
# minutes in all; the demo's as large as the text that it stands beside.
#
# pictures.sh PROGRAM SOURCE_FOLDER [SCENARIO...]
set -euo pipefail
maru=$(realpath "$1")
cd "$2"
shift 2
wanted=" $* "
studies=build/pictures
mkdir -p $studies scenarios/pictures

# draw SCENARIO HOMES REPLICATIONS NAME...: bars against the scenario's baseline. The study is made anew.
draw() {
    local scenario=$1 homes=$2 replications=$3
    shift 3
    [ "$wanted" = "  " ] || [[ $wanted == *" $scenario "* ]] || return 0
    "$maru" compare "scenarios/$scenario.lua" --homes "$homes" --replications "$replications" --quiet --force -o "$studies/$scenario"
    "$maru" plot "$studies/$scenario" "$@" --bars --width 17cm --force -o "scenarios/pictures/$scenario.svg"
}

draw pest_leads 10000 4 "money: hanbit" "money: bugbye" "money: cleanhome" "money: households" \
    "data: all data flows: transfers without consent"
draw cool_people 500 5 "air_conditioner: energy" "air_conditioner: discomfort"
draw cool_rooms 400 5 "living_unit: energy" "bedroom_unit: discomfort"
draw what_is_eaten 500 5 "food_insight: error" "money: maker"
draw camera_microwave 500 5 "microwave: ruined"
draw robot_learns 300 4 "robot_vacuum: messes" "training: recall"
draw clumsy_robots 400 4 "money: maker" "robot_vacuum: help minutes" "robot_promise: ruined"
draw learning_from_consent 500 4 "training: recall" "money: hanbit"
draw edge_cloud_federated 500 5 "training: recall" "money: hanbit"
draw fridge_orders 500 4 "money: dongne" "money: hanbit" "refrigerator: missed"
draw healthy_diet 400 4 "money: goodfood" "money: hanbit" "goodfood: unwanted offers"
draw marketing 700 4 "money: marketing" "money: hanbit" "marketing: agreement"
draw left_on 500 5 "electricity: won per bill" "remote_control: won per event"
draw makers_cloud 300 4 "money: maker"
draw data_uses 500 5 "money: households" "money: media" "money: statistics" "money: strategy_report"
draw after_service 1000 4 "product_health: down days" "money: after_service"
draw seven_systems 300 3 "money: dongne" "money: hanbit" "money: households"
draw classroom_air 500 5 "school: co2 above" "school: infections"
draw clean_air_market 500 5 "money: air_reports" "school: co2 above" "school_choice: good air gained"
draw direct_sale 400 4 "money: dongne" "money: hanbit"
draw privacy_frontier 300 3 "welfare: firms" "welfare: families" "eavesdropper: advantage"
draw stated_or_actual 300 3 "money: hanbit" "welfare: firms" "welfare: families"
draw breach 400 4 "leak: harm" "leak: home classes" "money: hanbit"
draw make_or_partner 300 3 "money: hanbit"
draw joint_analysis 400 5 "city: error"
draw media 300 4 "money: hanbit" "money: media"
draw too_much_data 2000 4 "welfare: families" "money: data_market" "data_market: shared"
draw heat_watch 2000 4 "office: recall" "office: precision" "office: net"
draw building 1000 4 "infestation: days" "welfare: families"
draw data_trust 1000 4 "welfare: families" "money: data_market" "money: trust" "data_market: shared"
draw tokens 300 3 "money: maker" "money: token_programme"
draw free_riders 500 4 "money: hanbit" "token_programme: ridden" "token_programme: farmed"
draw privacy_competes 500 3 "money: hanbit" "money: nara" "hanbit_brand: sold" "nara_brand: sold"
draw loyalty 500 4 "vacuum_shop: lock in" "money: maker"
draw supervised 2000 4 "reviewers: acted on" "reviewers: lost"
draw who_supervises 1000 4 "office: acted on" "office: automated" "money: office"
draw four_together 200 2 "money: hanbit"
draw smart_scale 500 4 "scale: days above" "money: clinic"
draw learning_prices 500 3 "money: hanbit" "money: bugbye" "money: cleanhome" "money: households"
draw set_back 500 5 "air_conditioner: energy" "air_conditioner: discomfort"
draw whole_year 300 4 "money: dongne" "money: hanbit" "money: households"
