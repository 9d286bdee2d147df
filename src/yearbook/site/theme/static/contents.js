// On a narrow screen the contents begin closed; run where they stand, so that nothing jumps.
if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".contents > details").open = false;
